#include "manager/server/http.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/base/json.h"

namespace bangtin {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error bad_target() { return {Code::Invalid, "request target", "server.bad_request"}; }

/// Ids and digests never need a dot or an empty segment, so neither does any path of ours.
bool plain_segments(std::string_view path) {
  if (path == "/") return true;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    if (segment.empty() || segment == "." || segment == "..") return false;
    path.remove_prefix(end);
  }
  return true;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
    return std::nullopt;
  }
  return value;
}

}  // namespace

bool names_etag(std::string_view header, std::string_view etag) {
  if (header == "*") return true;
  for (auto at = header.find(etag); at != header.npos; at = header.find(etag, at + 1)) {
    const auto end = at + etag.size();
    if (end == header.size() || header[end] == ',' || header[end] == ' ') return true;
  }
  return false;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::string network_of(const std::string& address) {
  constexpr std::size_t kNetworkBytes = 8;
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  // A zone ("%eth0") is no part of the number.
  if (inet_pton(AF_INET6, address.substr(0, address.find('%')).c_str(), bytes.data()) != 1) {
    return address;
  }
  std::fill(bytes.begin() + kNetworkBytes, bytes.end(), 0);
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  return text.data();
}

Status split_target(std::string_view target, Request& request) {
  request.target = target;
  if (target.find('\0') != target.npos) return bad_target();
  const auto question = std::min(target.find('?'), target.size());
  const auto path = percent_decoded(target.substr(0, question));
  if (!path || path->empty() || path->front() != '/' || !plain_segments(*path)) {
    return bad_target();
  }
  request.path = *path;
  std::string_view query = question < target.size() ? target.substr(question + 1) : "";
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    const auto name = percent_decoded(pair.substr(0, equals));
    const auto value = percent_decoded(equals < pair.size() ? pair.substr(equals + 1) : "");
    if (!name || !value) return bad_target();
    request.query.emplace(*name, *value);
  }
  return {};
}

ByteRange range_of(std::string_view header, std::int64_t size_bytes) {
  const ByteRange whole{ByteRange::Kind::Whole, 0, size_bytes};
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit)) return whole;
  header.remove_prefix(kUnit.size());
  const auto dash = header.find('-');
  if (dash == header.npos) return whole;
  const std::string_view first = header.substr(0, dash);
  const std::string_view last = header.substr(dash + 1);
  if (first.empty()) {
    const auto suffix = last.empty() ? std::nullopt : whole_number(last);
    if (!suffix) return whole;
    const std::int64_t length = std::min(*suffix, size_bytes);
    if (length == 0) return {ByteRange::Kind::Unsatisfiable, 0, 0};
    return {ByteRange::Kind::Part, size_bytes - length, length};
  }
  const auto begin = whole_number(first);
  const auto end = last.empty() ? std::optional(size_bytes - 1) : whole_number(last);
  if (!begin || !end || (!last.empty() && *end < *begin)) return whole;
  if (*begin >= size_bytes) return {ByteRange::Kind::Unsatisfiable, 0, 0};
  return {ByteRange::Kind::Part, *begin, std::min(*end, size_bytes - 1) - *begin + 1};
}

Response file_response(const Request& request, const std::filesystem::path& path,
                       std::int64_t size_bytes, const std::string& etag) {
  Response response;
  response.headers = {{"ETag", etag},
                      {"Accept-Ranges", "bytes"},
                      {"Cache-Control", "private, max-age=31536000, immutable"}};
  if (names_etag(request.header("if-none-match"), etag)) {
    response.status = 304;
    return response;
  }
  ByteRange range{ByteRange::Kind::Whole, 0, size_bytes};
  const std::string_view if_range = request.header("if-range");
  if (if_range.empty() || if_range == etag) range = range_of(request.header("range"), size_bytes);
  if (range.kind == ByteRange::Kind::Unsatisfiable) {
    response.status = 416;
    response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size_bytes));
    return response;
  }
  response.headers.emplace_back("Content-Type", "application/octet-stream");
  response.headers.emplace_back("Content-Disposition", "attachment");
  if (range.kind == ByteRange::Kind::Part) {
    response.status = 206;
    response.headers.emplace_back(
        "Content-Range", "bytes " + std::to_string(range.offset_bytes) + "-" +
                             std::to_string(range.offset_bytes + range.size_bytes - 1) + "/" +
                             std::to_string(size_bytes));
  }
  response.file = FileBody{path, range.offset_bytes, range.size_bytes};
  return response;
}

std::string head_event(std::int64_t seq, std::int64_t generation, std::int64_t order) {
  Json data;
  data.set("generation", generation);
  if (order > 0) data.set("order", order);
  return "id: " + std::to_string(seq) + "\nevent: head\ndata: " + data.dump() + "\n\n";
}

}  // namespace bangtin
