// The video of a form, from a file to what the boards play.
#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

bool draw_ready(bool enabled, ItemForm& form, std::string_view problem) {
  const Media& clip = form.video[0];
  ui::words(text("desk.field.video"), ui::Tone::Muted);
  const bool removed =
      ui::icon_button("video.remove", icon::kDelete, text("desk.video_remove"), enabled);
  ui::beside();
  ui::titled_mark(playing_words(clip), {icon::kCheckCircle, size_words(clip), ui::Tone::Good});
  const bool lacks = !form.video_problem.empty();
  if (!problem.empty()) ui::paragraph(problem, lacks ? ui::Tone::Wait : ui::Tone::Bad);
  if (removed) {
    form.video.clear();
    form.video_problem.clear();
  }
  return removed;
}

void draw_coming(const State& state, const Upload& upload) {
  if (const UploadRun* run = state.run_of(upload.number)) return draw_run(state, *run, "");
  ui::mark(waiting_mark(state));
}

void draw_button(const State& state, bool enabled, const ItemForm& form, Commands& commands) {
  ui::beside();
  ui::below_label();
  if (const Upload* upload = state.video_coming(form.draft)) {
    if (ui::button("video.stop", icon::kClose, text("desk.video_stop"), ui::Look::Danger,
                   !state.is_stopping(upload->number))) {
      commands.push_back(StopVideo{});
    }
  } else if (ui::button("video.send", icon::kCloudUpload, text("desk.video_send"),
                        ui::Look::Primary, enabled && !form.video_path.empty())) {
    commands.push_back(SendVideo{});
  }
  ui::end_below_label();
}

}  // namespace

bool draw_video_field(const State& state, bool enabled, ItemForm& form, Commands& commands) {
  const std::string problem =
      form.video_problem.empty() ? problem_of(form.problems, "media") : form.video_problem;
  if (!form.video.empty()) return draw_ready(enabled, form, problem);
  const Upload* upload = state.video_coming(form.draft);
  const bool runs = upload != nullptr;
  const float button_width = runs ? ui::button_width(icon::kClose, text("desk.video_stop"))
                                  : ui::button_width(icon::kCloudUpload, text("desk.video_send"));
  ui::Field path{.id = "video",
                 .label = text("desk.field.video"),
                 .hint = text("desk.video_hint"),
                 .error = runs ? std::string_view() : std::string_view(problem),
                 .width = -(button_width + 10),
                 .characters_max = limits::kShortTextCharactersMax * 4,
                 .enabled = enabled && !runs,
                 .shares_steps = true};
  const bool changed = ui::text_field(path, form.video_path);
  if (changed) form.video_problem.clear();
  draw_button(state, enabled, form, commands);
  if (runs) {
    draw_coming(state, *upload);
  } else if (problem.empty()) {
    ui::paragraph(text("desk.video.rules"), ui::Tone::Muted);
  }
  if (!runs) draw_chooser_button(true, enabled, commands);
  return changed;
}

}  // namespace bangtin::desk
