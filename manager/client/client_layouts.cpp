#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin {

Result<std::vector<LayoutRecord>> Client::layouts() {
  return messages_at<LayoutRecord>(TRY(call("GET", "/v1/layouts")), "layouts", kDrawnLayoutsMax);
}

Result<LayoutRecord> Client::save_layout(const LayoutRecord& layout) {
  const std::string body = to_json(layout).dump();
  if (layout.id.empty()) {
    return message_of<LayoutRecord>(TRY(call("POST", "/v1/layouts", body)));
  }
  return message_of<LayoutRecord>(TRY(call("PUT", "/v1/layouts/" + layout.id.text, body)));
}

Status Client::remove_layout(const LayoutId& id) {
  TRY(call("DELETE", "/v1/layouts/" + id.text));
  return {};
}

}  // namespace bangtin
