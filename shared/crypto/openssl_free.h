// Gives objects of OpenSSL back to it: std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>. For the
// files of this folder. Thread: any.
#pragma once

namespace bangtin {

template <auto free_function>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free_function(object);
  }
};

}  // namespace bangtin
