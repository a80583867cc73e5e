#include "shared/trust/file_name.h"

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"

namespace bangtin::tuf {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

void append_encoded(char c, std::string& out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

}  // namespace

std::string url_encoded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      append_encoded(c, out);
    }
  }
  return out;
}

Result<std::string> target_url_path(std::string_view target, std::string_view prefix) {
  const Error refused{Code::Invalid, "a target's path with an empty, \".\" or \"..\" part", ""};
  std::string out;
  while (true) {
    const std::size_t end = target.find('/');
    const std::string_view segment = target.substr(0, end);
    if (segment.empty() || segment == "." || segment == "..") return refused;
    if (end == target.npos) return out + std::string(prefix) + url_encoded(segment);
    out += url_encoded(segment) + "/";
    target.remove_prefix(end + 1);
  }
}

std::string file_name_of(std::string_view name, std::string_view suffix) {
  std::string out = url_encoded(name);
  if (out.starts_with('.')) out.replace(0, 1, "%2E");
  if (out.size() > limits::kEncodedNameBytesMax) {
    const std::string hash = "=" + to_hex(sha256(name));
    out = out.substr(0, limits::kEncodedNameBytesMax - hash.size()) + hash;
  }
  return out + std::string(suffix);
}

}  // namespace bangtin::tuf
