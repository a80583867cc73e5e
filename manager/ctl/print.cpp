#include "manager/ctl/print.h"

#include <algorithm>

#include "manager/core/local_time.h"
#include "manager/core/place_words.h"
#include "manager/core/position.h"
#include "manager/report/report_csv.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/request_signature.h"

namespace bangtin::ctl {
namespace {

template <class Message>
Json::Array printed(const std::vector<Message>& messages) {
  Json::Array array;
  for (const Message& message : messages) array.push_back(to_json(message));
  return array;
}

template <class Message>
Json list(const std::string& key, const std::vector<Message>& messages) {
  Json json;
  json.set(key, printed(messages));
  return json;
}

std::string seconds_text(std::int64_t shown_ms) {
  const std::string millis = std::to_string(shown_ms % 1000);
  return std::to_string(shown_ms / 1000) + "." + std::string(3 - millis.size(), '0') + millis;
}

}  // namespace

Json json_of(const std::vector<Person>& people) { return list("people", people); }
Json json_of(const std::vector<ItemRecord>& items) { return list("items", items); }
Json json_of(const std::vector<PlaylistRecord>& playlists) { return list("playlists", playlists); }
Json json_of(const std::vector<Delivery>& deliveries) { return list("deliveries", deliveries); }
Json json_of(const std::vector<BoardRecord>& boards) { return list("boards", boards); }

Json json_of(const std::vector<EventRecord>& events) {
  Json::Array array;
  for (const EventRecord& event : events) {
    Json json;
    json.set("seq", event.seq).set("at", to_iso8601(event.at)).set("kind", event.kind);
    json.set("who", event.who).set("target", event.target).set("body", event.body);
    array.push_back(std::move(json));
  }
  Json json;
  json.set("events", std::move(array));
  return json;
}

Json json_of(const CommuneRecord& commune) {
  Json json;
  json.set("code", commune.code).set("province_code", commune.province_code);
  json.set("name", commune.name).set("agency", commune.agency);
  json.set("utc_offset_minutes", commune.utc_offset_minutes).set("site", commune.site);
  return json;
}

Json json_of(const PlayReport& report) {
  Json json = list("rows", report.rows);
  json.set("plays", report.plays).set("shown_ms", report.shown_ms).set("frames", report.frames);
  json.set("communes", printed(report.communes));
  return json;
}

std::string lines_of(const Person& person) {
  std::vector<std::string> roles;
  for (const Role role : person.roles) {
    roles.emplace_back(text("ctl.role." + std::string(name_of(role))));
  }
  std::string line = person.login + "  " + person.display_name + "  " + joined(roles, ", ");
  if (person.disabled) line += "  " + std::string(text("ctl.disabled"));
  return line + "  [" + person.id.text + "]\n";
}

std::string lines_of(const ItemRecord& item, int utc_offset_minutes) {
  std::string line = item.id.text + "  " +
                     std::string(text("ctl.state." + std::string(name_of(item.state)))) + "  " +
                     item.content.title + "  " +
                     local_time_text(item.content.valid_from, utc_offset_minutes) + " – " +
                     local_time_text(item.content.valid_until, utc_offset_minutes);
  line += "  " + text("ctl.item.changed",
                      {{"login", item.changed_by},
                       {"time", local_time_text(item.changed_at, utc_offset_minutes)}});
  if (by_one_person(item)) line += "  [" + std::string(text("ctl.one_person")) + "]";
  if (!item.reason.empty()) line += "  (" + item.reason + ")";
  return line + "\n";
}

Json json_of_item(const ItemRecord& item) {
  return to_json(item).set("content_hash", to_hex(hash_of(item.content)));
}

std::string content_line(const ItemContent& content) {
  return "  " + text("ctl.item.content", {{"hash", to_hex(hash_of(content))}}) + "\n";
}

std::string places_line(const ItemContent& content, const std::vector<BoardRecord>& boards) {
  return "  " + text("ctl.item.places", {{"places", places_words(content.places, boards)}}) + "\n";
}

std::string signed_lines(const ItemContent& content, const std::vector<BoardRecord>& boards) {
  std::string out = text("ctl.item.signs", {{"title", content.title}}) + "\n";
  out += content_line(content);
  out += "  " + text("ctl.item.signs_text", {{"hash", to_hex(sha256(content.body))}}) + "\n";
  out += places_line(content, boards);
  // Names are the server's to tell; what is signed are the ids.
  for (const BoardId& board : content.places.boards) out += "    [" + board.text + "]\n";
  for (std::size_t i = 0; i < content.media.size(); ++i) {
    out += "  " +
           text("ctl.item.signs_file", {{"number", std::to_string(i + 1)},
                                        {"type", content.media[i].media_type},
                                        {"hash", to_hex(content.media[i].blob)}}) +
           "\n";
  }
  return out;
}

std::string warning_lines(const ItemContent& content) {
  std::string out;
  for (const PersonalData& found : personal_data_in(content)) {
    out += "  ! " + text(key_of(found.kind), {{"text", found.text}}) + "\n";
  }
  return out;
}

Json json_of(const ReviewOf& review) {
  Json::Array checks;
  for (const ReviewCheck check : checks_for(review.content)) checks.emplace_back(name_of(check));
  Json::Array found;
  for (const PersonalData& data : personal_data_in(review.content)) {
    found.push_back(Json().set("kind", name_of(data.kind)).set("text", data.text));
  }
  return Json().set("checks", std::move(checks)).set("found", std::move(found));
}

std::string review_lines(const ItemContent& content) {
  std::string out = std::string(text("review.title")) + ":\n";
  for (const ReviewCheck check : checks_for(content)) {
    out += "  " + std::string(name_of(check)) + "  " + std::string(text(key_of(check))) + "\n";
  }
  if (has_unread_pictures(content)) {
    out += "  ! " + std::string(text("review.text_in_pictures")) + "\n";
  }
  return out + warning_lines(content);
}

std::string lines_of(const PlaylistRecord& playlist) {
  return playlist.id.text + "  " + playlist.name + "  " +
         text("ctl.playlist.counts", {{"items", std::to_string(playlist.items.size())},
                                      {"boards", std::to_string(playlist.boards.size())}}) +
         "  " +
         std::string(text(!playlist.published_at                             ? "ctl.never"
                          : playlist.published_revision == playlist.revision ? "ctl.published"
                                                                             : "ctl.changed")) +
         "\n";
}

std::string lines_of(const Delivery& delivery) {
  const std::string_view state = delivery.confirmed ? "ctl.delivery.confirmed"
                                 : delivery.generation_held == delivery.generation_wanted
                                     ? "ctl.delivery.held"
                                 : delivery.online ? "ctl.delivery.waiting"
                                                   : "ctl.delivery.offline";
  const std::string elsewhere = elsewhere_words(delivery);
  return delivery.board_name + "  " + std::string(text(state)) + "  " +
         std::to_string(delivery.generation_shown) + "/" +
         std::to_string(delivery.generation_wanted) + "  [" + delivery.board.text + "]\n" +
         (elsewhere.empty() ? "" : "    ! " + elsewhere + "\n");
}

std::string lines_of(const BoardRecord& board) {
  std::string line = board.id.text + "  " + board.name + "  " +
                     std::to_string(board.canvas_px.width_px) + "×" +
                     std::to_string(board.canvas_px.height_px) + "  ";
  if (board.state == BoardState::Revoked) {
    line += text("ctl.board.revoked");
  } else {
    line += text(board.online ? "ctl.board.online" : "ctl.board.offline");
  }
  if (board.position) line += "  (" + position_text(*board.position) + ")";
  if (board.off_air) {
    line += "  " + text("ctl.board.off_air",
                        {{"who", board.off_air->who}, {"reason", board.off_air->reason}});
  }
  if (board.assignment) {
    line += "  " + text("assign.to", {{"name", board.assignment->name}});
    if (!board.assignment->note.empty()) line += " (" + board.assignment->note + ")";
  }
  if (!board.problem.empty()) line += "  " + std::string(text(board.problem));
  if (!board.problem_peers.empty()) line += " (" + board.problem_peers + ")";
  if (!board.status.problem.empty()) line += "  " + std::string(text(board.status.problem));
  return line + "\n";
}

std::string lines_of(const CommuneRecord& commune) {
  const std::string site = commune.site.empty() ? "" : "  " + commune.site;
  return commune.code + "  " + commune.name + "  " + commune.agency + site + "\n";
}

std::string lines_of(const EventRecord& event) {
  return std::to_string(event.seq) + "  " + to_iso8601(event.at) + "  " + event.kind + "  " +
         event.who + "  " + event.target + "\n";
}

std::string lines_of(const PlayReport& report) {
  std::string out;
  for (const PlayReportRow& row : report.rows) {
    out += row.day + "  " + row.title + "  " + row.board.text + "  " +
           text("ctl.report.row", {{"plays", std::to_string(row.plays)},
                                   {"seconds", seconds_text(row.shown_ms)},
                                   {"frames", std::to_string(row.frames)}}) +
           "\n";
  }
  return out +
         text("ctl.report.total", {{"plays", std::to_string(report.plays)},
                                   {"seconds", seconds_text(report.shown_ms)},
                                   {"frames", std::to_string(report.frames)}}) +
         "\n";
}

std::string lines_of(const ShownReport& report, Instant to, int utc_offset_minutes) {
  std::string out;
  for (const ShownRow& row : report.rows) {
    out += exact_time_text(row.begin, utc_offset_minutes) + "  " + seconds_text(row.shown.count()) +
           " s  " + row.title + "\n    " +
           text("ctl.shown.made",
                {{"author", row.author.empty() ? "?" : row.author},
                 {"at", row.made_at ? local_time_text(*row.made_at, utc_offset_minutes)
                                    : std::string("?")}}) +
           "  " +
           (row.approved_at ? text("ctl.shown.approved",
                                   {{"approver", row.approver},
                                    {"at", local_time_text(*row.approved_at, utc_offset_minutes)}})
                            : std::string(text("ctl.shown.unapproved"))) +
           (by_one_person(row) ? "  [" + std::string(text("ctl.one_person")) + "]" : "") +
           "\n    " + to_hex(row.version) + "\n";
  }
  if (report.rows.empty()) out += std::string(text("ctl.shown.nothing")) + "\n";
  if (!report.told_until) return out + std::string(text("ctl.shown.silent")) + "\n";
  if (*report.told_until >= to) return out;
  return out +
         text("ctl.shown.told_until",
              {{"at", exact_time_text(*report.told_until, utc_offset_minutes)}}) +
         "\n";
}

std::string lines_of(const AuditReport& report) {
  std::string out;
  for (const AuditFault& fault : report.faults) {
    out += text(fault.key, {{"seq", std::to_string(fault.seq)},
                            {"witness", fault.witness.empty() ? std::string(text("audit.noted"))
                                                              : fault.witness}}) +
           "\n";
  }
  if (report.faults_total == 0) {
    out += text("audit.whole", {{"rows", std::to_string(report.rows)},
                                {"witnesses", std::to_string(report.witnesses)}}) +
           "\n";
  }
  if (report.dropped.seq > 0) {
    out += text("audit.dropped", {{"seq", std::to_string(report.dropped.seq)}}) + "\n";
  }
  return out + text("audit.head", {{"head", text_of(report.head)}}) + "\n";
}

std::string csv_of(const ShownReport& report, int utc_offset_minutes) {
  std::string out =
      "begin,shown_ms,frames,item,version,title,author,made_at,approver,approved_at,one_person\r\n";
  const auto time = [utc_offset_minutes](const std::optional<Instant>& at) {
    return at ? exact_time_text(*at, utc_offset_minutes) : std::string();
  };
  for (const ShownRow& row : report.rows) {
    out += time(row.begin) + "," + std::to_string(row.shown.count()) + "," +
           std::to_string(row.frames) + "," + row.item.text + "," + to_hex(row.version) + "," +
           csv_cell(row.title) + "," + row.author + "," + time(row.made_at) + "," + row.approver +
           "," + time(row.approved_at) + "," + (by_one_person(row) ? "1" : "0") + "\r\n";
  }
  return out;
}

std::string summary_of(const std::vector<Delivery>& deliveries) {
  const auto confirmed = std::count_if(deliveries.begin(), deliveries.end(),
                                       [](const Delivery& d) { return d.confirmed; });
  return text("ctl.delivery.summary", {{"confirmed", std::to_string(confirmed)},
                                       {"all", std::to_string(deliveries.size())}}) +
         "\n";
}

}  // namespace bangtin::ctl
