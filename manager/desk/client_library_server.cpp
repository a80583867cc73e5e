#include "manager/desk/client_library_server.h"

#include "manager/client/province.h"
#include "shared/base/files.h"

namespace bangtin::desk {
namespace {

/// The server asks portals for a feed, or for each picture of a story.
constexpr Millis kPortalTimeout{90'000};

class PatientChannel final : public Channel {
 public:
  PatientChannel(ServerAddress address, const std::function<bool()>& goes_on)
      : http_(std::move(address)), goes_on_(goes_on) {}
  Result<HttpResponse> send(const HttpRequest& request) override {
    return http_.send(request, HttpClient::kBodyBytesMax, kPortalTimeout, goes_on_);
  }

 private:
  HttpClient http_;
  const std::function<bool()>& goes_on_;
};

Result<std::string> read_province_file(const std::string& path) {
  Result<std::string> file = files::read_all(path, kProvinceFileBytesMax);
  if (file.ok()) return file;
  const Error& error = file.error();
  if (error.code == Code::NotFound) return Error{error.code, path, "library.file_missing"};
  if (error.code == Code::Invalid) return Error{error.code, path, "province.not_ours"};
  return Error{error.code, error.message, "library.file_unreadable"};
}

}  // namespace

bool asks_a_portal(const LibraryOrder& order) {
  if (const auto* thumbnail = std::get_if<ThumbnailOrder>(&order)) {
    return std::holds_alternative<StoryId>(thumbnail->of);
  }
  return std::holds_alternative<TakeOrder>(order) || std::holds_alternative<TryOrder>(order) ||
         std::holds_alternative<FetchOrder>(order) || std::holds_alternative<LinkOrder>(order);
}

/// One function an order.
struct ClientLibraryServer::Doer {
  Client& client;
  const Decode& decode;

  Result<LibraryFound> operator()(const LoadNews&) const {
    NewsShelf shelf;
    shelf.feeds = TRY(client.feeds());
    shelf.stories = TRY(client.stories({}));
    return LibraryFound(std::make_shared<const NewsShelf>(std::move(shelf)));
  }
  Result<LibraryFound> operator()(const LoadMedia&) const {
    return LibraryFound(std::make_shared<const MediaShelf>(MediaShelf{TRY(client.library())}));
  }
  Result<LibraryFound> operator()(const LoadFeedback&) const {
    return LibraryFound(
        std::make_shared<const FeedbackShelf>(FeedbackShelf{TRY(client.feedback())}));
  }
  Result<LibraryFound> operator()(const FeedbackOrder& order) const {
    if (order.deed == FeedbackDeed::Answer) {
      return LibraryFound(TRY(client.answer_feedback(order.id)));
    }
    if (order.deed == FeedbackDeed::See) {
      TRY(client.see_feedback(order.id));
    } else {
      TRY(client.dismiss_feedback(order.id));
    }
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const AsideOrder& order) const {
    TRY(client.set_aside({{order.story}, order.aside}));
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const TakeOrder& order) const {
    StoryTake take;
    take.stories = {order.story};
    return LibraryFound(TRY(client.take_stories(take)));
  }
  Result<LibraryFound> operator()(const LinkOrder& order) const {
    return LibraryFound(TRY(client.read_link(order.address)));
  }
  Result<LibraryFound> operator()(const TryOrder& order) const {
    return LibraryFound(TRY(client.try_feed(order.url)));
  }
  Result<LibraryFound> operator()(const AddFeedOrder& order) const {
    return LibraryFound(TRY(client.add_feed(order.feed)));
  }
  Result<LibraryFound> operator()(const ChangeFeedOrder& order) const {
    const FeedRecord& feed = order.feed;
    Json change;
    change.set("name", feed.name).set("category", name_of(feed.category));
    change.set("every_minutes", feed.every_minutes).set("paused", feed.paused);
    return LibraryFound(TRY(client.change_feed(feed.id, change)));
  }
  Result<LibraryFound> operator()(const RemoveFeedOrder& order) const {
    TRY(client.remove_feed(order.id));
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const FetchOrder& order) const {
    return LibraryFound(TRY(client.fetch_feed(order.id)));
  }
  Result<LibraryFound> operator()(const KeepOrder& order) const {
    TRY(client.keep_media(order.blob, order.name));
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const DropOrder& order) const {
    TRY(client.drop_media(order.blob));
    return LibraryFound();
  }
  Result<LibraryFound> operator()(const ImportOrder& order) const {
    return LibraryFound(TRY(take_over(client, TRY(read_province_file(order.path)))));
  }
  Result<LibraryFound> operator()(const ThumbnailOrder& order) const {
    const auto* story = std::get_if<StoryId>(&order.of);
    const Media media =
        story != nullptr ? TRY(client.story_picture(*story)) : std::get<Media>(order.of);
    const Bitmap whole = TRY(decode(TRY(client.blob(media.blob)), media.size_px));
    return LibraryFound(std::make_shared<const Bitmap>(
        scale_to_fit(whole, story != nullptr ? kStoryPictureMax : kThumbnailMax)));
  }
};

Status ClientLibraryServer::connect(const LibraryJob& job) {
  if (client_ && address_ == job.address && pin_ == job.pin) {
    client_->set_token(job.token);
    return {};
  }
  const auto pin = digest_from_hex(job.pin);
  if (!pin) return Error{Code::Invalid, "the pin is not 64 hexadecimal digits", "desk.bad_pin"};
  client_.reset();
  channel_ = std::make_unique<PatientChannel>(ServerAddress{job.address, pin}, goes_on_);
  client_ = std::make_unique<Client>(*channel_, nullptr);
  client_->set_token(job.token);
  address_ = job.address;
  pin_ = job.pin;
  return {};
}

Result<LibraryFound> ClientLibraryServer::answer(const LibraryJob& job) {
  TRY(connect(job));
  return std::visit(Doer{*client_, decode_}, job.order);
}

}  // namespace bangtin::desk
