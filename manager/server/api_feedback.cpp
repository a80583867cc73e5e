#include "manager/server/api_handlers.h"

namespace bangtin::api {

Result<Response> feedback_list(Call& call) {
  return list_response("feedback", TRY(call.office.feedback()));
}

Result<Response> feedback(Call& call) {
  return json_response(to_json(TRY(call.office.feedback(TRY(call.id<FeedbackId>())))));
}

Result<Response> see_feedback(Call& call) {
  const FeedbackId id = TRY(call.id<FeedbackId>());
  return json_response(to_json(TRY(call.office.see_feedback(*call.person, id, call.now))));
}

Result<Response> dismiss_feedback(Call& call) {
  const FeedbackId id = TRY(call.id<FeedbackId>());
  return json_response(to_json(TRY(call.office.dismiss_feedback(*call.person, id, call.now))));
}

Result<Response> answer_feedback(Call& call) {
  const FeedbackId id = TRY(call.id<FeedbackId>());
  return json_response(to_json(TRY(call.office.answer_feedback(*call.person, id, call.now))));
}

}  // namespace bangtin::api
