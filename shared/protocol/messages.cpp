// People, items, playlists, errors; boards and their folder are in board_json.cpp.
#include "shared/protocol/messages.h"

#include <algorithm>
#include <iterator>

#include "shared/base/limits.h"
#include "shared/model/names.h"
#include "shared/model/text.h"
#include "shared/protocol/message_json.h"
#include "shared/protocol/schedule_fields.h"

namespace bangtin {
namespace {

constexpr Named<Role> kRoles[] = {
    {Role::Editor, "editor"},
    {Role::Approver, "approver"},
    {Role::Technician, "technician"},
    {Role::Administrator, "administrator"},
};

constexpr Named<KeyState> kKeyStates[] = {
    {KeyState::Waiting, "waiting"},
    {KeyState::Trusted, "trusted"},
    {KeyState::Old, "old"},
};

constexpr Named<ItemState> kItemStates[] = {
    {ItemState::Draft, "draft"},         {ItemState::Submitted, "submitted"},
    {ItemState::Returned, "returned"},   {ItemState::Approved, "approved"},
    {ItemState::Withdrawn, "withdrawn"},
};

constexpr Code kCodes[] = {Code::NotFound, Code::Invalid,     Code::Denied, Code::Conflict,
                           Code::Corrupt,  Code::Unsupported, Code::Full,   Code::Unavailable};

/// What a status means when the body does not say: a proxy's page, a cut connection.
Code code_of_status(int http_status) {
  for (const Code code : kCodes) {
    if (http_status_of(code) == http_status) return code;
  }
  if (http_status == 401) return Code::Denied;
  if (http_status == 408 || http_status == 429 || http_status >= 500) return Code::Unavailable;
  return Code::Invalid;
}

}  // namespace

std::string_view name_of(Role role) { return name_in(kRoles, role); }
bool from_name(std::string_view name, Role& out) { return value_in(kRoles, name, out); }
bool has_role(const std::vector<Role>& roles, Role role) {
  return std::ranges::find(roles, role) != roles.end();
}
std::string_view name_of(KeyState state) { return name_in(kKeyStates, state); }
bool from_name(std::string_view name, KeyState& out) { return value_in(kKeyStates, name, out); }
std::string_view name_of(ItemState state) { return name_in(kItemStates, state); }
bool from_name(std::string_view name, ItemState& out) { return value_in(kItemStates, name, out); }

template <class Visitor, Is<Person> Value>
void fields(Visitor& field, Value& person) {
  field("id", person.id);
  field("login", person.login);
  field("display_name", person.display_name);
  field.list("roles", person.roles, std::size(kRoles));
  field("disabled", person.disabled);
}

template <class Visitor, Is<Session> Value>
void fields(Visitor& field, Value& session) {
  field("token", session.token);
  field("person", session.person);
  field("expires_at", session.expires_at);
}

template <class Visitor, Is<PersonKey> Value>
void fields(Visitor& field, Value& key) {
  field("login", key.login);
  field("display_name", key.display_name);
  field.list("roles", key.roles, std::size(kRoles));
  field("key", key.key);
  field("state", key.state);
  field("added_at", key.added_at);
}

template <class Visitor, Is<ItemRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("state", record.state);
  field("revision", record.revision);
  field("content", record.content);
  field("author", record.author);
  field("version_number", record.version_number);
  field("submitted", record.submitted);
  field("approved", record.approved);
  field("composer", record.composer);
  field("approver", record.approver);
  field("reason", record.reason);
  field("changed_by", record.changed_by);
  field("changed_at", record.changed_at);
}

template <class Visitor, Is<GroupRecord> Value>
void fields(Visitor& field, Value& group) {
  field("id", group.id);
  field("name", group.name);
  field.list("boards", group.boards, limits::kBoardsPerPlaylistMax);
  field("revision", group.revision);
}

template <class Visitor, Is<PlaylistRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("name", record.name);
  field.list("items", record.items, limits::kPlaylistEntriesMax);
  field.list("boards", record.boards, limits::kBoardsPerPlaylistMax);
  field.list("groups", record.groups, limits::kGroupsMax);
  field.list("tags", record.tags, limits::kTagsPerBoardMax);
  field("schedule", record.schedule);
  field("revision", record.revision);
  field("published_at", record.published_at);
  field("published_revision", record.published_revision);
}

template <class Visitor, Is<Delivery> Value>
void fields(Visitor& field, Value& delivery) {
  field("board", delivery.board);
  field("board_name", delivery.board_name);
  field("generation_wanted", delivery.generation_wanted);
  field("generation_held", delivery.generation_held);
  field("generation_shown", delivery.generation_shown);
  field("confirmed", delivery.confirmed);
  field("online", delivery.online);
  field("last_seen", delivery.last_seen);
  field.rare_list("elsewhere", delivery.elsewhere, kElsewhereNamed);
  field("elsewhere_count", delivery.elsewhere_count);
}

template <class Visitor, Is<PlayFacts> Value>
void fields(Visitor& field, Value& facts) {
  field("category", facts.category);
  field("language", facts.language);
  field("origin", facts.origin);
  field("owner_kind", facts.owner_kind);
  field("priority", facts.priority);
}

template <class Visitor, Is<PlayReportRow> Value>
void fields(Visitor& field, Value& row) {
  field("day", row.day);
  field("board", row.board);
  field("item", row.item);
  field("title", row.title);
  field("plays", row.plays);
  field("shown_ms", row.shown_ms);
  field("frames", row.frames);
  field("facts", row.facts);
}

bool by_one_person(const ItemRecord& item) {
  return item.approved && item.approver == item.composer;
}

BANGTIN_DEFINE_MESSAGE(Person)
BANGTIN_DEFINE_MESSAGE(Session)
BANGTIN_DEFINE_MESSAGE(PersonKey)
BANGTIN_DEFINE_MESSAGE(ItemRecord)
BANGTIN_DEFINE_MESSAGE(GroupRecord)
BANGTIN_DEFINE_MESSAGE(PlaylistRecord)
BANGTIN_DEFINE_MESSAGE(Delivery)
BANGTIN_DEFINE_MESSAGE(PlayReportRow)

std::string error_body(const Error& error, const std::vector<Problem>& problems) {
  Json::Array list;
  for (const Problem& problem : problems) {
    Json entry;
    entry.set("field", problem.field);
    entry.set("key", problem.key);
    list.push_back(std::move(entry));
  }
  Json inner;
  inner.set("code", code_name(error.code));
  // A message may quote half a character of what it refused.
  inner.set("message", to_nfc(error.message));
  inner.set("key", error.key);
  inner.set("problems", std::move(list));
  Json body;
  body.set("error", std::move(inner));
  return body.dump();
}

Error error_from_body(std::string_view body, int http_status) {
  Error error{code_of_status(http_status), "HTTP status " + std::to_string(http_status), {}};
  const auto json = Json::parse(body);
  const Json* inner = json.ok() ? json->find("error") : nullptr;
  if (inner == nullptr) return error;
  const auto text = [inner](std::string_view key) {
    const auto value = inner->string_at(key);
    return value.ok() ? *value : std::string();
  };
  const std::string code = text("code");
  const auto known = std::find_if(std::begin(kCodes), std::end(kCodes),
                                  [&](Code each) { return code_name(each) == code; });
  if (known != std::end(kCodes)) error.code = *known;
  if (const std::string message = text("message"); !message.empty()) error.message = message;
  error.key = text("key");
  return error;
}

std::vector<Problem> problems_from_body(std::string_view body) {
  std::vector<Problem> problems;
  const auto json = Json::parse(body);
  const Json* inner = json.ok() ? json->find("error") : nullptr;
  if (inner == nullptr) return problems;
  const auto list = inner->array_at("problems", limits::kProblemsMax);
  if (!list.ok()) return problems;
  for (const Json& entry : **list) {
    const auto key = entry.string_at("key");
    const auto field = entry.string_at("field");
    if (key.ok() && field.ok()) problems.push_back({*key, *field});
  }
  return problems;
}

int http_status_of(Code code) {
  switch (code) {
    case Code::Invalid:
      return 400;
    case Code::Denied:
      return 403;
    case Code::NotFound:
      return 404;
    case Code::Conflict:
      return 409;
    case Code::Unsupported:
      return 415;
    case Code::Corrupt:
      return 422;
    case Code::Unavailable:
      return 503;
    case Code::Full:
      return 507;
  }
  return 500;
}

}  // namespace bangtin
