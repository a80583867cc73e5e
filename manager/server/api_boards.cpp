#include <charconv>

#include "manager/server/api_handlers.h"
#include "shared/base/limits.h"
#include "shared/protocol/request_signature.h"

namespace bangtin::api {
namespace {

/// Runs `ask` with the code as typed; wrong codes are counted per person.
template <class Ask>
auto with_code(Call& call, Ask ask) -> decltype(ask(std::string())) {
  const std::string& login = call.person->login;
  if (call.pairing_codes.blocked(login, call.now)) {
    return Error{Code::Unavailable, "too many wrong codes", "server.too_many_tries"};
  }
  const std::string code = canonical_pairing_code(call.ids[0]);
  const Error wrong{Code::NotFound, "no pairing has this code", "server.wrong_code"};
  auto answer = code.empty() ? decltype(ask(code))(wrong) : ask(code);
  if (!answer && answer.error().code == Code::NotFound) {
    call.pairing_codes.failed(login, call.now);
  } else if (answer) {
    call.pairing_codes.succeeded(login);
  }
  return answer;
}

Response shown_boards(Call& call, std::vector<BoardRecord> boards) {
  Json::Array array;
  for (BoardRecord& record : boards) array.push_back(call.shown(std::move(record)));
  Json json;
  json.set("boards", std::move(array));
  return json_response(json);
}

}  // namespace

Result<Response> begin_pairing(Call& call) {
  PairingRequest wanted;
  TRY(from_json(TRY(call.body()), wanted));
  if (wanted.key != call.key) {
    return Error{Code::Denied, "signed by another key", "server.bad_signature"};
  }
  return json_response(to_json(TRY(call.office.begin_pairing(wanted, call.now))));
}

Result<Response> poll_pairing(Call& call) {
  if (!is_id_text(call.ids[0])) return Call::nothing_there();
  const Office::PairingPoll poll = TRY(call.office.poll_pairing(call.ids[0], call.key, call.now));
  if (poll.sealed.empty()) return json_response(to_json(poll.answer));
  Json json;
  json.set("answer", poll.sealed);
  return json_response(json);
}

Result<Response> view_pairing(Call& call) {
  return json_response(to_json(TRY(with_code(call, [&call](const std::string& code) {
    return call.office.view_pairing(*call.person, code, call.now);
  }))));
}

Result<Response> accept_pairing(Call& call) {
  const std::string name = TRY(TRY(call.body()).string_at("name"));
  BoardRecord record = TRY(with_code(call, [&](const std::string& code) {
    return call.office.accept_pairing(*call.person, code, name, call.now);
  }));
  call.gate.forget(record.id);
  return json_response(call.shown(std::move(record)));
}

Result<Response> refuse_pairing(Call& call) {
  TRY(with_code(call, [&call](const std::string& code) {
    return call.office.refuse_pairing(*call.person, code, call.now);
  }));
  return json_response(Json(Json::Object{}));
}

Result<Response> boards(Call& call) { return shown_boards(call, TRY(call.office.boards())); }

Result<Response> take_off_air(Call& call) {
  const Json json = TRY(call.body());
  const auto boards = TRY(ids_in<BoardId>(json, "boards", limits::kBoardsPerPlaylistMax));
  const std::string reason = TRY(json.string_at("reason"));
  return shown_boards(call, TRY(call.office.take_off_air(*call.person, boards, reason, call.now)));
}

Result<Response> put_on_air(Call& call) {
  const auto boards =
      TRY(ids_in<BoardId>(TRY(call.body()), "boards", limits::kBoardsPerPlaylistMax));
  return shown_boards(call, TRY(call.office.put_on_air(*call.person, boards, call.now)));
}

Result<Response> board(Call& call) {
  return json_response(call.shown(TRY(call.office.board(TRY(call.id<BoardId>())))));
}

Result<Response> assign_board(Call& call) {
  const BoardId id = TRY(call.id<BoardId>());
  const Json json = TRY(call.body());
  const std::string to = TRY(json.string_at("to"));
  const std::string note = TRY(json.string_at("note"));
  return json_response(
      call.shown(TRY(call.office.assign_board(*call.person, id, to, note, call.now))));
}

Result<Response> technicians(Call& call) {
  Json::Array all;
  for (const Technician& technician : TRY(call.office.technicians())) {
    all.push_back(to_json(technician));
  }
  Json json;
  json.set("technicians", std::move(all));
  return json_response(json);
}

Result<Response> rename_board(Call& call) {
  const BoardId id = TRY(call.id<BoardId>());
  const std::string name = TRY(TRY(call.body()).string_at("name"));
  return json_response(call.shown(TRY(call.office.rename_board(*call.person, id, name, call.now))));
}

Result<Response> revoke_board(Call& call) {
  const BoardId id = TRY(call.id<BoardId>());
  BoardRecord record = TRY(call.office.revoke_board(*call.person, id, call.now));
  call.hub.drop(id);
  return json_response(call.shown(std::move(record)));
}

Result<Response> board_generation(Call& call) {
  const BoardId id = TRY(call.id<BoardId>());
  Response response;
  response.body = TRY(call.office.generation_file_of(id, call.now));
  response.headers = {{"Content-Type", "application/json"}};
  return response;
}

Result<Response> board_events(Call& call) {
  const BoardId& id = call.board->id;
  if (call.request.method != "GET") return Call::nothing_there();
  const auto other = call.hub.peer_of(id);
  if (other && *other != call.request.peer)
    call.gate.note_replaced(id, *other, call.request.peer, call.now);

  // The selection first: the very first one is made here, and its event counts.
  const std::int64_t generation = TRY(call.office.selection_of(id, call.now)).generation;
  const std::int64_t seq = TRY(call.office.last_event());
  const std::string_view last = call.request.header("last-event-id");
  std::int64_t known = 0;
  const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), known);
  bool has_all = false;
  if (!last.empty() && error == std::errc{} && known > 0 && known <= seq) {
    has_all = true;
    for (const Wake& wake : TRY(call.office.wakes_after(known))) has_all &= wake.board != id;
  }
  Response response;
  response.stream = StreamBody{id, has_all ? ":\n\n" : head_event(seq, generation), seq};
  return response;
}

Result<Response> board_plays(Call& call) {
  PlayBatch batch;
  TRY(from_json(TRY(call.body()), batch));
  Json json;
  json.set("acknowledged", TRY(call.office.take_plays(call.board->id, batch, call.now)));
  return json_response(json);
}

Result<Response> board_status(Call& call) {
  BoardStatus status;
  TRY(from_json(TRY(call.body()), status));
  TRY(call.office.take_status(call.board->id, status, call.now));
  return json_response(Json(Json::Object{}));
}

}  // namespace bangtin::api
