// What a route sees of HTTP: a request, a response (bytes, a piece of a file, or the beginning of
// an event stream), and the words of the protocol that handlers need. Plain values, no network
// library. Thread: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace bangtin {

struct Request {
  std::string method;  ///< "GET", upper case
  std::string target;  ///< path and query exactly as sent: what a signature covers
  std::string path;    ///< decoded, begins with "/"
  std::map<std::string, std::string, std::less<>> query;     ///< decoded, first of a name
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string peer;            ///< address of the other end, without port
  bool awaiting_body = false;  ///< only the header is here: may the (large) body come?

  /// The value of a header by its lower-case name; empty when absent.
  std::string_view header(std::string_view name) const;
};

/// A piece of a file that is sent by pieces, never whole in memory.
struct FileBody {
  std::filesystem::path path;
  std::int64_t offset_bytes = 0;
  std::int64_t size_bytes = 0;
};

/// The answer becomes an event stream of this board and stays open.
struct StreamBody {
  BoardId board;
  std::string first;     ///< events that are sent at once
  std::int64_t seq = 0;  ///< of the newest event that `first` or the board already has
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::optional<FileBody> file;
  std::optional<StreamBody> stream;

  /// The value of a header, exact name; empty when absent.
  std::string_view header(std::string_view name) const;
};

/// The place that an address counts for: itself, of IPv6 its network of /64, whose hosts cost
/// nothing. A text that is no address stands for itself.
std::string network_of(const std::string& address);

/// The bytes that percent codes stand for; nothing for a broken code or a NUL. Source: RFC
/// 3986 2.1.
std::optional<std::string> percent_decoded(std::string_view text);

/// Splits a request target into decoded path and query. Errors: invalid for a target that is no
/// absolute path, a broken percent code, a NUL or a path with empty, "." or ".." segments.
Status split_target(std::string_view target, Request& request);

/// The bytes that a Range header asks of a body of `size_bytes`.
struct ByteRange {
  enum class Kind { Whole, Part, Unsatisfiable };
  Kind kind = Kind::Whole;
  std::int64_t offset_bytes = 0;
  std::int64_t size_bytes = 0;
};
/// One range only; a header that is no byte range, or asks for several, means the whole body.
/// Source: RFC 9110 14.2.
ByteRange range_of(std::string_view header, std::int64_t size_bytes);

/// True when one of the entity tags that an If-None-Match lists is this one, with its quotes. Weak
/// tags compare by their text. Source: RFC 9110 13.1.2.
bool names_etag(std::string_view header, std::string_view etag);

/// The answer to GET or HEAD of an immutable file whose name is its hash: 200, 206, 304 or 416 by
/// Range, If-Range and If-None-Match. `etag` is with its quotes. Source: RFC 9110 13, 14.
Response file_response(const Request& request, const std::filesystem::path& path,
                       std::int64_t size_bytes, const std::string& etag);

/// One server-sent event; `order` is 0 where there is nothing to say of one. Source: WHATWG HTML
/// 9.2.
std::string head_event(std::int64_t seq, std::int64_t generation, std::int64_t order = 0);

}  // namespace bangtin
