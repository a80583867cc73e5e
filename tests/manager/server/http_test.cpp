#include "manager/server/http.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

constexpr const char* kTag = "\"abc\"";

Request get(std::initializer_list<std::pair<std::string, std::string>> headers) {
  Request request;
  request.method = "GET";
  request.headers = headers;
  return request;
}

TEST(Target, IsSplitIntoDecodedPathAndQuery) {
  Request request;
  ASSERT_TRUE(split_target("/v1/x%20y?from=a%26b&empty&to=c=d&from=second", request).ok());
  EXPECT_EQ(request.target, "/v1/x%20y?from=a%26b&empty&to=c=d&from=second");
  EXPECT_EQ(request.path, "/v1/x y");
  EXPECT_EQ(request.query["from"], "a&b");
  EXPECT_EQ(request.query["to"], "c=d");
  EXPECT_EQ(request.query["empty"], "");
}

TEST(Target, IsRefusedWhenItWouldWalkOrBreak) {
  for (const char* target :
       {"", "v1", "http://host/v1", "/v1/../keys", "/v1/%2e%2e/keys", "/v1//x", "/v1/./x", "/v1/%",
        "/v1/%2", "/v1/%zz", "/v1/%00", "/v1/x?a=%zz", "/v1/x/", "*"}) {
    Request request;
    EXPECT_FALSE(split_target(target, request).ok()) << target;
  }
  Request raw_nul;
  EXPECT_FALSE(split_target(std::string_view("/v1/a\0b", 7), raw_nul).ok());
  Request root;
  EXPECT_TRUE(split_target("/", root).ok());
}

TEST(Range, AsksForAPart) {
  const auto part = [](std::string_view header) {
    const ByteRange range = range_of(header, 100);
    EXPECT_EQ(range.kind, ByteRange::Kind::Part) << header;
    return std::pair(range.offset_bytes, range.size_bytes);
  };
  EXPECT_EQ(part("bytes=0-9"), std::pair(std::int64_t(0), std::int64_t(10)));
  EXPECT_EQ(part("bytes=90-"), std::pair(std::int64_t(90), std::int64_t(10)));
  EXPECT_EQ(part("bytes=90-1000"), std::pair(std::int64_t(90), std::int64_t(10)));
  EXPECT_EQ(part("bytes=-5"), std::pair(std::int64_t(95), std::int64_t(5)));
  EXPECT_EQ(part("bytes=-500"), std::pair(std::int64_t(0), std::int64_t(100)));
  EXPECT_EQ(part("bytes=99-99"), std::pair(std::int64_t(99), std::int64_t(1)));
}

TEST(Range, ThatLiesOutsideCannotBeSatisfied) {
  EXPECT_EQ(range_of("bytes=100-", 100).kind, ByteRange::Kind::Unsatisfiable);
  EXPECT_EQ(range_of("bytes=-0", 100).kind, ByteRange::Kind::Unsatisfiable);
  EXPECT_EQ(range_of("bytes=0-", 0).kind, ByteRange::Kind::Unsatisfiable);
}

TEST(Range, ThatIsNoSingleByteRangeMeansTheWhole) {
  for (const char* header :
       {"", "items=0-9", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-0", "bytes=0-1,5-6",
        "bytes=--5", "bytes=1 - 2", "bytes=99999999999999999999-"}) {
    const ByteRange range = range_of(header, 100);
    EXPECT_EQ(range.kind, ByteRange::Kind::Whole) << header;
    EXPECT_EQ(range.size_bytes, 100);
  }
}

TEST(FileResponse, GivesTheWholeAPartOrTheReasonWhyNot) {
  const Response whole = file_response(get({}), "/f", 100, kTag);
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.file->size_bytes, 100);
  EXPECT_EQ(whole.header("Accept-Ranges"), "bytes");
  const Response part = file_response(get({{"range", "bytes=10-19"}}), "/f", 100, kTag);
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.header("Content-Range"), "bytes 10-19/100");
  EXPECT_EQ(part.file->offset_bytes, 10);
  EXPECT_EQ(part.file->size_bytes, 10);
  const Response outside = file_response(get({{"range", "bytes=100-"}}), "/f", 100, kTag);
  EXPECT_EQ(outside.status, 416);
  EXPECT_EQ(outside.header("Content-Range"), "bytes */100");
  EXPECT_FALSE(outside.file.has_value());
}

TEST(FileResponse, ResumesOnlyTheFileThatWasBegun) {
  const auto status = [](const std::string& if_range) {
    return file_response(get({{"range", "bytes=10-"}, {"if-range", if_range}}), "/f", 100, kTag)
        .status;
  };
  EXPECT_EQ(status(kTag), 206);
  EXPECT_EQ(status("\"other\""), 200);
  EXPECT_EQ(status("W/\"abc\""), 200);
  EXPECT_EQ(status("Sun, 22 Nov 2026 00:00:00 GMT"), 200);
}

TEST(FileResponse, SendsNothingTwice) {
  const auto status = [](const std::string& tags) {
    return file_response(get({{"if-none-match", tags}}), "/f", 100, kTag).status;
  };
  EXPECT_EQ(status(kTag), 304);
  EXPECT_EQ(status("W/\"abc\""), 304);
  EXPECT_EQ(status("\"x\", \"abc\""), 304);
  EXPECT_EQ(status("*"), 304);
  EXPECT_EQ(status("\"x\""), 200);
  EXPECT_EQ(status("\"abc\"x"), 200);
}

TEST(NetworkOf, IsTheAddressOrItsNetworkOfVersion6) {
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(network_of("fe80::1%eth0"), "fe80::");
  EXPECT_EQ(network_of(""), "");
  EXPECT_EQ(network_of("nobody"), "nobody");
}

TEST(HeadEvent, IsOneServerSentEvent) {
  EXPECT_EQ(head_event(12, 3), "id: 12\nevent: head\ndata: {\"generation\":3}\n\n");
  EXPECT_EQ(head_event(12, 3, 9), "id: 12\nevent: head\ndata: {\"generation\":3,\"order\":9}\n\n");
}

}  // namespace
}  // namespace bangtin
