// What the sheet of one's own account shows and takes: above all the signing key. Plain values.
// Thread: the window's.
#pragma once

#include <string>
#include <variant>

#include "manager/desk/key_server.h"

namespace bangtin::desk {

enum class AccountView {
  Overview,  ///< who is signed in, how his key stands, the ways on
  Copies,    ///< a sheet of paper and copies on a stick
  Recover,   ///< the key comes to this PC
  Lost,      ///< neither sheet nor copy: what happens next
};

struct AccountForm {
  bool shown = false;  ///< it stands above the page
  AccountView view = AccountView::Overview;
  bool busy = false;                  ///< a request is on its way
  std::string password;               ///< as typed
  std::string typed;                  ///< the two lines of a sheet
  std::string file;                   ///< a copy, as typed or chosen
  std::string folder;                 ///< for a copy, as typed or chosen
  std::string sheet;                  ///< the two lines, once the password opened the key
  std::string paper_file, copy_file;  ///< that were written
  KeyPlaces places;
  bool looked = false;  ///< `places` were told
  std::string problem;  ///< a sentence
};

// What the page asks for.
struct ShowAccount {
  bool shown = false;
  AccountView view = AccountView::Overview;
};
struct EditAccount {
  std::string password, typed, file, folder;
};
struct LookForKeyCopies {};
struct ShowKeySheet {};
struct SaveKeyPaper {};
struct SaveKeyCopy {};
struct RecoverKey {};
using AccountStep = std::variant<ShowAccount, EditAccount, LookForKeyCopies, ShowKeySheet,
                                 SaveKeyPaper, SaveKeyCopy, RecoverKey>;

}  // namespace bangtin::desk
