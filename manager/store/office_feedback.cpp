// What residents send: kept for the office, never published. The words of a person stand in its row
// alone, not in the events, since those are never deleted one by one.
#include "manager/core/item_flow.h"
#include "manager/store/feedback_rows.h"
#include "manager/store/item_rows.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/feedback_limits.h"
#include "shared/base/texts.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

const std::string kFeedbackColumns =
    "id, code, item, title, at, text, contact, state, answer, changed_by, changed_at";

FeedbackRecord feedback_of(const DbRow& row) {
  FeedbackRecord record;
  record.id = FeedbackId{text_of(row[0])};
  record.code = text_of(row[1]);
  record.item = ItemId{text_of(row[2])};
  record.title = text_of(row[3]);
  record.at = instant_of(row[4]);
  record.text = text_of(row[5]);
  record.contact = text_of(row[6]);
  record.state = enum_of<FeedbackState>(row[7]);
  if (!is_null(row[8])) record.answer = ItemId{text_of(row[8])};
  record.changed_by = text_of(row[9]);
  record.changed_at = optional_instant_of(row[10]);
  return record;
}

Result<FeedbackRecord> load_feedback(Db& db, const FeedbackId& id) {
  const auto rows =
      TRY(db.query("SELECT " + kFeedbackColumns + " FROM feedback WHERE id = $1", {id.text}));
  if (rows.empty()) return not_there("feedback", "feedback.unknown");
  return feedback_of(rows[0]);
}

/// Six letters and digits that nobody takes for one another.
std::string new_feedback_code(Random& random) {
  constexpr std::string_view kLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
  std::string code;
  for (int i = 0; i < kFeedbackCodeLetters; ++i) code += kLetters[random.below(kLetters.size())];
  return code;
}

std::string state_text(FeedbackState state) { return std::string(name_of(state)); }

/// What came, as it is kept. Characters that have no place in a text are left away.
Result<std::string> clean_words(const std::string& sent) {
  if (character_count(sent) > limits::kFeedbackCharactersMax) {
    return Error{Code::Invalid, "too long", "feedback.too_long"};
  }
  std::string words = made_clean(sent, limits::kFeedbackCharactersMax, true);
  if (is_blank(words)) return Error{Code::Invalid, "no words", "feedback.empty"};
  return words;
}

Result<std::string> clean_contact(const std::string& sent) {
  if (character_count(sent) > limits::kContactCharactersMax) {
    return Error{Code::Invalid, "too long a contact", "feedback.contact_too_long"};
  }
  return made_clean(sent, limits::kContactCharactersMax, false);
}

/// The draft says nothing that the person wrote: the editor does, without names.
ItemContent answer_content(const Commune& commune, Instant now) {
  constexpr auto kWeek = std::chrono::hours(24 * 7);
  ItemContent content;
  content.title = text("feedback.answer_title");
  content.body = text("feedback.answer_body", {{"agency", commune.agency}});
  content.category = Category::Answer;
  content.agency = commune.agency;
  content.commune_code = commune.code;
  content.province_code = commune.province_code;
  content.valid_from = now;
  content.valid_until = now + kWeek;
  if (!commune.site.empty()) content.site = commune.site;
  return content;
}

}  // namespace

Status note_answered(Db& db, const ItemId& item, const std::string& login, Instant now) {
  const std::string answered = state_text(FeedbackState::Answered);
  for (const DbRow& row : TRY(db.query(
           "UPDATE feedback SET state = $2, changed_by = $3, changed_at = $4 WHERE answer = $1 AND "
           "state <> $2 RETURNING id",
           {item.text, answered, login, to_column(now)}))) {
    Json body;
    body.set("answer", item.text);
    TRY(add_event(db, now, "feedback.answered", login, text_of(row[0]), body));
  }
  return {};
}

Result<std::string> Office::take_feedback(const ItemId& id, const std::string& sent,
                                          const std::string& sent_contact, Instant now) {
  const std::string words = TRY(clean_words(sent));
  const std::string contact = TRY(clean_contact(sent_contact));
  const auto shown = TRY(public_item(id, now));
  if (!shown) return Error{Code::Conflict, "the item is over", "feedback.over"};
  return in_transaction(parts_.db, [&]() -> Result<std::string> {
    const auto twice =
        TRY(parts_.db.query("SELECT code FROM feedback WHERE item = $1 AND text = $2 AND at > $3",
                            {id.text, words, to_column(now - limits::kFeedbackTwice)}));
    if (!twice.empty()) return text_of(twice[0][0]);
    const auto waiting = TRY(parts_.db.query("SELECT COUNT(*) FROM feedback WHERE state = $1",
                                             {state_text(FeedbackState::New)}));
    if (int_of(waiting[0][0]) >= limits::kFeedbackWaitingMax) {
      return Error{Code::Full, "too many wait", "feedback.full"};
    }
    const FeedbackId feedback{new_id_text(parts_.random)};
    const std::string code = new_feedback_code(parts_.random);
    TRY(parts_.db.query(
        "INSERT INTO feedback (id, code, item, title, at, text, contact, state) VALUES "
        "($1,$2,$3,$4,$5,$6,$7,$8)",
        {feedback.text, code, id.text, shown->version.content.title, to_column(now), words, contact,
         state_text(FeedbackState::New)}));
    Json body;
    body.set("item", id.text);
    TRY(add_event(parts_.db, now, "feedback.received", "", feedback.text, body));
    return code;
  });
}

Status Office::check_feedback(const std::string& words, const std::string& contact) {
  TRY(clean_words(words));
  TRY(clean_contact(contact));
  return {};
}

Result<std::vector<FeedbackRecord>> Office::feedback() {
  std::vector<FeedbackRecord> records;
  for (const DbRow& row : TRY(parts_.db.query(
           "SELECT " + kFeedbackColumns + " FROM feedback ORDER BY number DESC LIMIT $1",
           {std::int64_t(limits::kFeedbackListedMax)}))) {
    records.push_back(feedback_of(row));
  }
  return records;
}

Result<FeedbackRecord> Office::feedback(const FeedbackId& id) {
  return load_feedback(parts_.db, id);
}

Status Office::change_feedback(const Person& who, const FeedbackId& id, FeedbackState state,
                               const std::optional<ItemId>& answer, Instant now) {
  TRY(parts_.db.query(
      "UPDATE feedback SET state = $2, answer = COALESCE($3, answer), "
      "changed_by = $4, changed_at = $5 WHERE id = $1",
      {id.text, state_text(state), answer ? DbValue(answer->text) : DbValue(nullptr), who.login,
       to_column(now)}));
  Json body = Json::Object{};
  if (answer) body.set("answer", answer->text);
  const std::string kind = answer ? "answer_begun" : state_text(state);
  TRY(add_event(parts_.db, now, "feedback." + kind, who.login, id.text, body));
  return {};
}

Result<FeedbackRecord> Office::see_feedback(const Person& who, const FeedbackId& id, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<FeedbackRecord> {
    const FeedbackRecord before = TRY(load_feedback(parts_.db, id));
    if (before.state != FeedbackState::New) return before;
    TRY(change_feedback(who, id, FeedbackState::Seen, std::nullopt, now));
    return load_feedback(parts_.db, id);
  });
}

Result<FeedbackRecord> Office::dismiss_feedback(const Person& who, const FeedbackId& id,
                                                Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<FeedbackRecord> {
    const FeedbackRecord before = TRY(load_feedback(parts_.db, id));
    if (before.state == FeedbackState::Dismissed) return before;
    if (before.answer) {
      return Error{Code::Conflict, "it has an answer", "feedback.answered_already"};
    }
    TRY(change_feedback(who, id, FeedbackState::Dismissed, std::nullopt, now));
    return load_feedback(parts_.db, id);
  });
}

Result<FeedbackAnswer> Office::answer_feedback(const Person& who, const FeedbackId& id,
                                               Instant now) {
  const ItemId item_id{new_id_text(parts_.random)};
  return in_transaction(parts_.db, [&]() -> Result<FeedbackAnswer> {
    const FeedbackRecord before = TRY(load_feedback(parts_.db, id));
    if (before.answer) {
      return FeedbackAnswer{before, TRY(load_item(parts_.db, *before.answer))};
    }
    const Commune commune = TRY(load_commune(parts_.db));
    const ItemRecord item = TRY(new_item(item_id, answer_content(commune, now), who.login, now));
    Json body;
    body.set("state", name_of(item.state)).set("revision", item.revision);
    const std::int64_t seq =
        TRY(add_event(parts_.db, now, "item.drafted", who.login, item.id.text, body));
    TRY(store_item(parts_.db, item, seq));
    // It is answered once two people said so.
    TRY(change_feedback(who, id, FeedbackState::Seen, item.id, now));
    return FeedbackAnswer{TRY(load_feedback(parts_.db, id)), item};
  });
}

}  // namespace bangtin
