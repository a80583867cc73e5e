// Api: every route of docs/PROTOCOL.md as a function (Request, now, Office) -> Response. One table
// says what exists and who may; what is not in it does not exist. No sockets, no clock.
// Thread: one at a time per Api; each worker owns one.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ingest/article_job.h"
#include "manager/ingest/feed_job.h"
#include "manager/ingest/ingest.h"
#include "manager/server/board_gate.h"
#include "manager/server/event_hub.h"
#include "manager/server/http.h"
#include "manager/server/http_server.h"
#include "manager/server/rate_limiter.h"
#include "manager/server/try_limiter.h"
#include "manager/server/web_form.h"
#include "manager/store/media_desk.h"
#include "manager/store/office.h"
#include "shared/base/feedback_limits.h"
#include "shared/net/web_fetch.h"
#include "shared/storage/blob_store.h"

namespace bangtin {

class BackupDesk;

using IngestPicture = std::function<Result<NormalPicture>(std::string_view)>;
using FetchWeb = std::function<Result<WebAnswer>(const WebRequest&)>;
using IngestFeed = std::function<Result<Feed>(std::string_view, const FeedSource&)>;
using IngestArticle = std::function<Result<FeedStory>(std::string_view, const FeedSource&)>;

/// What an Api needs from outside. All outlive it.
struct ApiParts {
  Office& office;
  BlobStore& blobs;
  EventHub& hub;
  IngestPicture ingest;
  std::string version;                     ///< of the program
  std::filesystem::path disk_folder = {};  ///< root of the blobs' disk, for files that are streamed
  FetchWeb fetch_web = {};                 ///< for the routes of the lane News
  IngestFeed ingest_feed = {};
  MediaDesk* media = nullptr;         ///< null where no uploads are taken
  BackupDesk* backups = nullptr;      ///< null where no backups are made
  IngestArticle ingest_article = {};  ///< beside ingest_feed
};

/// Who may call a route. `Person` asks for one of the route's roles, or for none in particular; so
/// does `PhonePerson`, whose session is in a cookie and whose forms carry its token.
enum class Caller { Everyone, Person, PhonePerson, NewBoard, Board, PersonOrBoard };

/// Which worker answers: `Slow` is for what takes a tenth of a second and more, `News` for what
/// waits for portals, `Bulk` for the pieces of uploads and for what reads millions of rows: nobody
/// waits for either at a sign-in.
enum class Lane { Quick, Slow, News, Bulk };

class Call;

/// One row of the table. A `*` in the pattern is an id, a code or a digest.
struct Route {
  std::string_view method;
  std::string_view pattern;
  Caller caller = Caller::Person;
  std::string_view roles;  ///< of E A T D (administrator); empty: any person
  Lane lane = Lane::Quick;
  Result<Response> (*handler)(Call& call) = nullptr;
};

/// The whole table.
std::span<const Route> routes();
/// The route of a request, and what its stars stand for. HEAD finds the route of GET.
const Route* find_route(const Request& request, std::vector<std::string>& ids);
Lane lane_of(const Request& request);
BodyRule body_rule_of(const Request& request);

/// An error as an answer: its body, its status, Retry-After where one may try again.
Response error_response(const Error& error);
Response json_response(const Json& json);

class Api {
 public:
  explicit Api(ApiParts parts) : parts_(std::move(parts)), gate_(parts_.office) {}
  Response handle(const Request& request, Instant now);

 private:
  friend class Call;
  ApiParts parts_;
  BoardGate gate_;
  TryLimiter pairing_codes_;
  RateLimiter residents_{limits::kResidentRequestsMax, limits::kTryPause};
  RateLimiter feedback_{limits::kFeedbackPerAddressMax, limits::kFeedbackSpan};
};

/// One request on its way through a handler: who asks, what for, and what is at hand.
class Call {
 public:
  Call(Api& api_in, const Request& request_in, Instant now_in)
      : office(api_in.parts_.office),
        blobs(api_in.parts_.blobs),
        hub(api_in.parts_.hub),
        parts(api_in.parts_),
        gate(api_in.gate_),
        pairing_codes(api_in.pairing_codes_),
        residents(api_in.residents_),
        feedback(api_in.feedback_),
        request(request_in),
        now(now_in) {}

  /// Fills in who asks. Errors: denied, conflict.
  Status admit(const Route& route);
  /// The whole body as a JSON object. Errors: invalid.
  Result<Json> body() const;
  /// The n-th star as an id or a digest. Errors: not_found.
  template <class Identifier>
  Result<Identifier> id(std::size_t n = 0) const {
    if (!is_id_text(ids[n])) return nothing_there();
    return Identifier{ids[n]};
  }
  Result<Digest> digest(std::size_t n = 0) const;
  static Error nothing_there();
  /// A board as people see it: with its stream.
  Json shown(BoardRecord record) const;

  Office& office;
  BlobStore& blobs;
  EventHub& hub;
  const ApiParts& parts;
  BoardGate& gate;
  TryLimiter& pairing_codes;
  RateLimiter& residents;  ///< who reads without an account, by address
  RateLimiter& feedback;   ///< who writes without one
  const Request& request;
  const Instant now;
  std::vector<std::string> ids;
  std::optional<Person> person;  ///< set for routes of people
  std::string token;             ///< his session
  WebForm form;                  ///< what a PhonePerson sent
  std::optional<BoardRecord> board;
  PublicKey key;  ///< who signed, for NewBoard

 private:
  Status admit_person(std::string_view roles);
  Status admit_phone(std::string_view roles);
  Status admit_session(std::string_view session, std::string_view roles);
};

/// A list under one name: {"items": [...]}.
template <class Message>
Response list_response(const std::string& name, const std::vector<Message>& messages) {
  Json::Array array;
  for (const Message& message : messages) array.push_back(to_json(message));
  Json json;
  json.set(name, std::move(array));
  return json_response(json);
}

}  // namespace bangtin
