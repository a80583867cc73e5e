#include "manager/ctl/feedback_commands.h"

#include <memory>

#include "manager/core/local_time.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// One line of what was sent; the person's own words and contact only where one is shown.
std::string line_of(const FeedbackRecord& record, int offset) {
  std::string line = record.code + "  " + local_time_text(record.at, offset) + "  " +
                     std::string(text("feedback.state." + std::string(name_of(record.state)))) +
                     "  " + record.title;
  if (record.answer) line += "  → " + record.answer->text;
  return line + "  [" + record.id.text + "]\n";
}

class FeedbackCommands {
 public:
  explicit FeedbackCommands(const CommandKit& kit) : kit_(kit) {}

  Status list() {
    const auto records = TRY(kit_.client().feedback());
    if (kit_.json) {
      Json::Array array;
      for (const FeedbackRecord& record : records) array.push_back(to_json(record));
      Json json;
      json.set("feedback", std::move(array));
      kit_.out << json.dump() << "\n";
      return {};
    }
    const int offset = TRY(utc_offset(kit_.client()));
    for (const FeedbackRecord& record : records) kit_.out << line_of(record, offset);
    return {};
  }
  /// Who reads it has looked at it.
  Status show() {
    const FeedbackRecord record = TRY(kit_.client().see_feedback(FeedbackId{told.id}));
    if (kit_.json) return print(to_json(record));
    kit_.out << line_of(record, TRY(utc_offset(kit_.client()))) << record.text << "\n";
    if (!record.contact.empty()) kit_.out << record.contact << "\n";
    return {};
  }
  Status dismiss() {
    const FeedbackRecord record = TRY(kit_.client().dismiss_feedback(FeedbackId{told.id}));
    if (kit_.json) return print(to_json(record));
    kit_.out << line_of(record, TRY(utc_offset(kit_.client())));
    return {};
  }
  Status answer() {
    const FeedbackAnswer begun = TRY(kit_.client().answer_feedback(FeedbackId{told.id}));
    if (kit_.json) return print(to_json(begun));
    kit_.out << line_of(begun.feedback, TRY(utc_offset(kit_.client())))
             << text("ctl.feedback_draft", {{"id", begun.item.id.text}}) << "\n";
    return {};
  }

  struct {
    std::string id;
  } told;

 private:
  Status print(const Json& json) {
    kit_.out << json.dump() << "\n";
    return {};
  }
  const CommandKit kit_;
};

}  // namespace

void add_feedback_commands(CLI::App& app, const CommandKit& kit) {
  auto commands = std::make_shared<FeedbackCommands>(kit);
  auto* feedback = app.add_subcommand("feedback", "phản ánh của người dân");
  feedback->require_subcommand(1);
  kit.command(*feedback, "list", "danh sách", [commands] { return commands->list(); });
  auto* show = kit.command(*feedback, "show", "đọc một phản ánh, đánh dấu đang xem",
                           [commands] { return commands->show(); });
  auto* answer =
      kit.command(*feedback, "answer", "mở bản nháp tin trả lời, không có chữ nào của người gửi",
                  [commands] { return commands->answer(); });
  auto* dismiss =
      kit.command(*feedback, "dismiss", "bỏ qua", [commands] { return commands->dismiss(); });
  for (CLI::App* made : {show, answer, dismiss})
    made->add_option("id", commands->told.id)->required();
}

}  // namespace bangtin::ctl
