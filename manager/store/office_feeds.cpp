#include <algorithm>

#include "manager/news/same_story.h"
#include "manager/news/web_link.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "shared/base/library_limits.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr auto kNextTryMax = std::chrono::hours(24);
constexpr int kDoublingsMax = 8;
constexpr std::size_t kDetailCharactersMax = 300;

const std::string kFeedColumns =
    "f.id, f.name, f.url, f.category, f.every_minutes, f.tried_at, f.read_at, f.next_at, "
    "f.failures, f.problem, f.problem_detail, f.paused, "
    "(SELECT COUNT(*) FROM story s WHERE s.feed = f.id)";
const std::string kStoryColumns =
    "s.id, COALESCE(s.feed, ''), COALESCE(f.category, 'other'), s.title, s.lead, s.source, s.link, "
    "s.published_at, s.published_as, "
    "s.picture_url, s.seen_at, s.item, s.set_aside";
const std::string kStoryFrom = " FROM story s LEFT JOIN feed f ON f.id = s.feed ";

FeedRecord feed_of(const DbRow& row) {
  FeedRecord feed;
  feed.id = FeedId{text_of(row[0])};
  feed.name = text_of(row[1]);
  feed.url = text_of(row[2]);
  feed.category = enum_of<Category>(row[3]);
  feed.every_minutes = static_cast<int>(int_of(row[4]));
  feed.tried_at = optional_instant_of(row[5]);
  feed.read_at = optional_instant_of(row[6]);
  feed.next_at = instant_of(row[7]);
  feed.failures = static_cast<int>(int_of(row[8]));
  feed.problem = text_of(row[9]);
  feed.problem_detail = text_of(row[10]);
  feed.paused = int_of(row[11]) != 0;
  feed.stories = int_of(row[12]);
  return feed;
}

StoryRecord story_of(const DbRow& row) {
  StoryRecord record;
  record.id = StoryId{text_of(row[0])};
  record.feed = FeedId{text_of(row[1])};
  record.category = enum_of<Category>(row[2]);
  record.story.title = text_of(row[3]);
  record.story.lead = text_of(row[4]);
  record.story.source = text_of(row[5]);
  record.story.link = text_of(row[6]);
  record.story.published_at = optional_instant_of(row[7]);
  record.story.published_as = text_of(row[8]);
  record.picture_url = text_of(row[9]);
  record.seen_at = instant_of(row[10]);
  if (!is_null(row[11])) record.item = ItemId{text_of(row[11])};
  record.set_aside = int_of(row[12]) != 0;
  return record;
}

Result<FeedRecord> load_feed(Db& db, const FeedId& id) {
  const auto rows =
      TRY(db.query("SELECT " + kFeedColumns + " FROM feed f WHERE f.id = $1", {id.text}));
  if (rows.empty()) return not_there("feed", "news.feed_unknown");
  return feed_of(rows[0]);
}

Result<FeedRecord> checked_feed(FeedRecord feed) {
  feed.name = TRY(clean_name(feed.name, "news.name_missing"));
  feed.url = absolute_link("", feed.url);
  if (feed.url.empty()) return Error{Code::Invalid, "no address of http or https", "news.url"};
  if (feed.every_minutes < limits::kFeedMinutesMin ||
      feed.every_minutes > limits::kFeedMinutesMax) {
    return Error{Code::Invalid, "every_minutes", "news.every"};
  }
  return feed;
}

Status read_change(const Json& change, FeedRecord& feed) {
  if (change.find("name") != nullptr) feed.name = TRY(change.string_at("name"));
  if (change.find("category") != nullptr &&
      !from_name(TRY(change.string_at("category")), feed.category)) {
    return Error{Code::Invalid, "category", "server.bad_json"};
  }
  if (change.find("every_minutes") != nullptr) {
    feed.every_minutes = static_cast<int>(TRY(change.int_at("every_minutes", 0, 1 << 20)));
  }
  if (change.find("paused") != nullptr) feed.paused = TRY(change.bool_at("paused"));
  return {};
}

/// A guid is a name within its feed.
std::string guid_key_of(const FeedId& feed, const std::string& guid) {
  return guid.empty() ? "" : feed.text + "/" + guid;
}

/// Writes what one reading of a feed told, or of a page that a person named: then `feed` is empty.
class StoryWriter {
 public:
  StoryWriter(Db& db, Random& random, const FeedId& feed, Instant now)
      : db_(db), random_(random), feed_(feed), now_(now) {}

  /// Gives the story as it is kept.
  Result<StoryId> write(const FeedStory& told) {
    StoryKeys keys = keys_of(told);
    keys.guid = guid_key_of(feed_, told.guid);
    Instant told_at = told.story.published_at.value_or(now_);
    if (feed_.empty()) {
      // A page is known by the address that it came from alone: portals give many pages one title.
      keys.title.clear();
      // Who asks for an old one wants it among the newest.
      told_at = now_;
      if (!told.guid.empty()) {
        keys.link = link_key(told.guid);
        keys.guid = guid_key_of(feed_, keys.link);
      }
    }
    const auto rows = TRY(db_.query(
        "SELECT number, COALESCE(feed, ''), id FROM story WHERE (guid_key = $1 AND $1 <> '') OR "
        "(link_key = $2 AND $2 <> '') OR (title_key = $3 AND $3 <> '' AND "
        "told_at BETWEEN $4 AND $5) ORDER BY number LIMIT 1",
        {keys.guid, keys.link, keys.title, to_column(told_at - kSameTitleMax),
         to_column(told_at + kSameTitleMax)}));
    if (rows.empty()) return insert(told, keys, told_at);
    // Another told it first: it stays as that one tells it.
    if (text_of(rows[0][1]) == feed_.text) {
      TRY(update(int_of(rows[0][0]), told, told_at));
    } else if (feed_.empty()) {
      TRY(complete(int_of(rows[0][0]), told));
    }
    return StoryId{text_of(rows[0][2])};
  }

  /// Keeps the newest. What became a draft may go too: the draft holds all of it.
  Status prune(std::int64_t stories_max) {
    TRY(
        db_.query("DELETE FROM story WHERE feed IS $1 AND number <= (SELECT number FROM story "
                  "WHERE feed IS $1 ORDER BY number DESC LIMIT 1 OFFSET $2)",
                  {feed_column(), stories_max}));
    return {};
  }

 private:
  DbValue feed_column() const { return feed_.empty() ? DbValue(nullptr) : DbValue(feed_.text); }

  static DbValue date_of(const Story& story) {
    return story.published_at ? DbValue(to_column(*story.published_at)) : DbValue(nullptr);
  }

  Result<StoryId> insert(const FeedStory& told, const StoryKeys& keys, Instant told_at) {
    const Story& story = told.story;
    StoryId id{new_id_text(random_)};
    TRY(db_.query(
        "INSERT INTO story (id, feed, guid_key, link_key, title_key, told_at, title, lead, source, "
        "link, published_at, published_as, picture_url, seen_at) VALUES "
        "($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
        {id.text, feed_column(), keys.guid, keys.link, keys.title, to_column(told_at), story.title,
         story.lead, story.source, story.link, date_of(story), story.published_as, told.picture_url,
         to_column(now_)}));
    return id;
  }

  Status update(std::int64_t number, const FeedStory& told, Instant told_at) {
    const Story& story = told.story;
    TRY(db_.query(
        "UPDATE story SET title = $2, source = $4, link = $5, "
        "lead = CASE WHEN of_page = 1 AND length(lead) > length($3) THEN lead ELSE $3 END, "
        "published_at = CASE WHEN of_page = 1 THEN COALESCE($6, published_at) ELSE $6 END, "
        "published_as = CASE WHEN of_page = 1 AND $7 = '' THEN published_as ELSE $7 END, "
        "picture_url = CASE WHEN of_page = 1 AND $8 = '' THEN picture_url ELSE $8 END, "
        "told_at = CASE WHEN feed IS NULL THEN $9 ELSE told_at "
        "END WHERE number = $1",
        {number, story.title, story.lead, story.source, story.link, date_of(story),
         story.published_as, told.picture_url, to_column(told_at)}));
    return {};
  }

  /// Of a story that a feed tells, its page knows more: the whole text, a picture, the date.
  Status complete(std::int64_t number, const FeedStory& told) {
    const bool by_https = told.picture_url.starts_with("https:");
    TRY(
        db_.query("UPDATE story SET of_page = 1, "
                  "lead = CASE WHEN length($2) > length(lead) THEN $2 ELSE lead END, "
                  "picture_url = CASE WHEN picture_url = '' THEN $3 ELSE picture_url END, "
                  "published_at = COALESCE(published_at, $4), "
                  "published_as = CASE WHEN published_as = '' THEN $5 ELSE published_as END "
                  "WHERE number = $1",
                  {number, told.story.lead, by_https ? told.picture_url : std::string(),
                   date_of(told.story), told.story.published_as}));
    return {};
  }

  Db& db_;
  Random& random_;
  const FeedId& feed_;
  const Instant now_;
};

}  // namespace

Result<std::vector<FeedRecord>> Office::feeds() {
  std::vector<FeedRecord> feeds;
  for (const DbRow& row :
       TRY(parts_.db.query("SELECT " + kFeedColumns + " FROM feed f ORDER BY f.made_at, f.id"))) {
    feeds.push_back(feed_of(row));
  }
  return feeds;
}

Result<FeedRecord> Office::add_feed(const Person& who, const FeedRecord& wanted, Instant now) {
  const FeedRecord feed = TRY(checked_feed(wanted));
  const FeedId id{new_id_text(parts_.random)};
  return in_transaction(parts_.db, [&]() -> Result<FeedRecord> {
    const auto count = TRY(parts_.db.query("SELECT COUNT(*) FROM feed"));
    if (int_of(count[0][0]) >= static_cast<std::int64_t>(limits::kFeedsMax)) {
      return Error{Code::Full, "too many feeds", "news.feeds_full"};
    }
    const auto added = TRY(parts_.db.query(
        "INSERT INTO feed (id, name, url, category, every_minutes, made_by, made_at, next_at) "
        "VALUES ($1,$2,$3,$4,$5,$6,$7,$7) ON CONFLICT DO NOTHING RETURNING 1",
        {id.text, feed.name, feed.url, std::string(name_of(feed.category)),
         to_column(feed.every_minutes), who.login, to_column(now)}));
    if (added.empty()) return Error{Code::Conflict, "the feed is there already", "news.known"};
    Json body;
    body.set("name", feed.name).set("url", feed.url);
    TRY(add_event(parts_.db, now, "feed.added", who.login, id.text, body));
    return load_feed(parts_.db, id);
  });
}

Result<FeedRecord> Office::change_feed(const Person& who, const FeedId& id, const Json& change,
                                       Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<FeedRecord> {
    const FeedRecord before = TRY(load_feed(parts_.db, id));
    FeedRecord feed = before;
    TRY(read_change(change, feed));
    feed = TRY(checked_feed(std::move(feed)));
    // What rested is out of date.
    if (before.paused && !feed.paused) feed.next_at = now;
    TRY(parts_.db.query(
        "UPDATE feed SET name = $2, category = $3, every_minutes = $4, paused = $5, next_at = $6 "
        "WHERE id = $1",
        {id.text, feed.name, std::string(name_of(feed.category)), to_column(feed.every_minutes),
         to_column(feed.paused ? 1 : 0), to_column(feed.next_at)}));
    Json body;
    body.set("name", feed.name).set("category", name_of(feed.category));
    body.set("every_minutes", feed.every_minutes).set("paused", feed.paused);
    TRY(add_event(parts_.db, now, "feed.changed", who.login, id.text, body));
    return load_feed(parts_.db, id);
  });
}

Status Office::remove_feed(const Person& who, const FeedId& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const FeedRecord feed = TRY(load_feed(parts_.db, id));
    TRY(parts_.db.query("DELETE FROM feed WHERE id = $1", {id.text}));
    Json body;
    body.set("name", feed.name).set("url", feed.url);
    TRY(add_event(parts_.db, now, "feed.removed", who.login, id.text, body));
    return {};
  });
}

Result<Office::FeedWork> Office::feed_work(const FeedId& id) {
  FeedWork work;
  work.feed = TRY(load_feed(parts_.db, id));
  const auto rows =
      TRY(parts_.db.query("SELECT etag, last_modified FROM feed WHERE id = $1", {id.text}));
  work.etag = text_of(rows.at(0)[0]);
  work.last_modified = text_of(rows.at(0)[1]);
  work.utc_offset_minutes = TRY(commune()).utc_offset_minutes;
  return work;
}

Result<std::optional<FeedId>> Office::due_feed(Instant now) {
  const auto rows = TRY(parts_.db.query(
      "SELECT id FROM feed WHERE next_at <= $1 AND paused = 0 ORDER BY next_at LIMIT 1",
      {to_column(now)}));
  if (rows.empty()) return std::optional<FeedId>();
  return std::optional<FeedId>(FeedId{text_of(rows[0][0])});
}

Result<FeedRecord> Office::note_feed_reading(const FeedId& id, const FeedReading& reading,
                                             Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<FeedRecord> {
    const FeedRecord feed = TRY(load_feed(parts_.db, id));
    const bool damaged = reading.feed && reading.feed->damaged;
    TRY(parts_.db.query(
        "UPDATE feed SET tried_at = $2, read_at = $2, next_at = $3, failures = 0, problem = $4, "
        "problem_detail = '' WHERE id = $1",
        {id.text, to_column(now), to_column(now + std::chrono::minutes(feed.every_minutes)),
         std::string(damaged ? "news.broken_off" : "")}));
    if (!reading.feed) return load_feed(parts_.db, id);
    TRY(parts_.db.query("UPDATE feed SET etag = $2, last_modified = $3 WHERE id = $1",
                        {id.text, reading.etag, reading.last_modified}));
    StoryWriter writer(parts_.db, parts_.random, id, now);
    // The newest comes last, so that its number is the highest.
    const auto& stories = reading.feed->stories;
    for (auto story = stories.rbegin(); story != stories.rend(); ++story) {
      TRY(writer.write(*story));
    }
    TRY(writer.prune(std::int64_t(limits::kFeedStoriesMax)));
    return load_feed(parts_.db, id);
  });
}

Result<FeedRecord> Office::note_feed_failure(const FeedId& id, const Error& error, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<FeedRecord> {
    const FeedRecord feed = TRY(load_feed(parts_.db, id));
    const int doublings = std::min(feed.failures, kDoublingsMax);
    const auto wait =
        std::min<Millis>(std::chrono::minutes(feed.every_minutes) * (1 << doublings),
                         std::max<Millis>(kNextTryMax, std::chrono::minutes(feed.every_minutes)));
    TRY(parts_.db.query(
        "UPDATE feed SET tried_at = $2, next_at = $3, failures = failures + 1, problem = $4, "
        "problem_detail = $5 WHERE id = $1",
        {id.text, to_column(now), to_column(now + wait),
         error.key.empty() ? std::string("news.unreachable") : error.key,
         made_clean(error.message, kDetailCharactersMax, false)}));
    return load_feed(parts_.db, id);
  });
}

Result<std::vector<StoryRecord>> Office::stories(const FeedId& feed) {
  std::vector<StoryRecord> stories;
  const auto rows = TRY(parts_.db.query(
      "SELECT " + kStoryColumns + kStoryFrom +
          "WHERE $1 = '' OR s.feed = $1 ORDER BY s.told_at DESC, s.number DESC LIMIT $2",
      {feed.text, static_cast<std::int64_t>(limits::kStoriesListedMax)}));
  for (const DbRow& row : rows) stories.push_back(story_of(row));
  return stories;
}

Result<std::vector<StoryRecord>> Office::stories_by_id(const std::vector<StoryId>& ids) {
  std::vector<StoryRecord> stories;
  for (const StoryId& id : ids) {
    const auto rows =
        TRY(parts_.db.query("SELECT " + kStoryColumns + kStoryFrom + "WHERE s.id = $1", {id.text}));
    if (rows.empty()) return not_there("story", "news.story_unknown");
    stories.push_back(story_of(rows[0]));
  }
  return stories;
}

Result<StoryRecord> Office::keep_article(const Person& who, const FeedStory& told,
                                         const std::string& url, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<StoryRecord> {
    const FeedId of_no_feed;
    StoryWriter writer(parts_.db, parts_.random, of_no_feed, now);
    const StoryId id = TRY(writer.write(told));
    TRY(writer.prune(limits::kPastedStoriesMax));
    // Who asks for it wants it.
    TRY(parts_.db.query("UPDATE story SET set_aside = 0 WHERE id = $1", {id.text}));
    Json body;
    body.set("title", told.story.title).set("url", url);
    TRY(add_event(parts_.db, now, "story.linked", who.login, id.text, body));
    return TRY(stories_by_id({id})).at(0);
  });
}

Status Office::note_link_refused(const Person& who, const std::string& url, const Error& error,
                                 Instant now) {
  return parts_.db.transact([&]() -> Status {
    Json body;
    body.set("url", made_clean(url, kDetailCharactersMax, false)).set("problem", error.key);
    TRY(add_event(parts_.db, now, "story.link_refused", who.login, "", body));
    return {};
  });
}

Result<ItemRecord> Office::take_stories(const Person& who, const std::vector<StoryId>& ids,
                                        const ItemContent& content, Instant now) {
  const ItemRecord item = TRY(add_item(who, content, now));
  TRY(parts_.db.transact([&]() -> Status {
    for (const StoryId& id : ids) {
      TRY(parts_.db.query("UPDATE story SET item = $2 WHERE id = $1", {id.text, item.id.text}));
    }
    return {};
  }));
  return item;
}

Status Office::set_aside(const Person& who, const StoryAside& aside, Instant now) {
  const std::string kind = aside.aside ? "story.set_aside" : "story.brought_back";
  return parts_.db.transact([&]() -> Status {
    for (const StoryId& id : aside.stories) {
      const auto known =
          TRY(parts_.db.query("UPDATE story SET set_aside = $2 WHERE id = $1 RETURNING title",
                              {id.text, to_column(aside.aside ? 1 : 0)}));
      if (known.empty()) return not_there("story", "news.story_unknown");
      Json body;
      body.set("title", text_of(known[0][0]));
      TRY(add_event(parts_.db, now, kind, who.login, id.text, body));
    }
    return {};
  });
}

}  // namespace bangtin
