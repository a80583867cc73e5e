#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/base/feedback_limits.h"

namespace bangtin {

Result<std::vector<FeedbackRecord>> Client::feedback() {
  return messages_at<FeedbackRecord>(TRY(call("GET", "/v1/feedback")), "feedback",
                                     limits::kFeedbackListedMax);
}

Result<FeedbackRecord> Client::feedback(const FeedbackId& id) {
  return message_of<FeedbackRecord>(TRY(call("GET", "/v1/feedback/" + id.text)));
}

Result<FeedbackRecord> Client::see_feedback(const FeedbackId& id) {
  return message_of<FeedbackRecord>(TRY(call("POST", "/v1/feedback/" + id.text + "/see")));
}

Result<FeedbackRecord> Client::dismiss_feedback(const FeedbackId& id) {
  return message_of<FeedbackRecord>(TRY(call("POST", "/v1/feedback/" + id.text + "/dismiss")));
}

Result<FeedbackAnswer> Client::answer_feedback(const FeedbackId& id) {
  return message_of<FeedbackAnswer>(TRY(call("POST", "/v1/feedback/" + id.text + "/answer")));
}

}  // namespace bangtin
