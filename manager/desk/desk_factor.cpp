// The desk's part for the second factor of one's own sign-in.
#include "manager/desk/desk.h"
#include "manager/desk/match.h"
#include "shared/base/texts.h"
#include "shared/compose/code.h"

namespace bangtin::desk {
namespace {

constexpr int kCodeSide_px = 264;

}  // namespace

void Desk::ask_factor(Deed deed) {
  FactorForm& form = state_.factor;
  form.busy = true;
  form.problem.clear();
  Request asked = request(deed);
  asked.login = state_.me.login;
  asked.password = form.password;
  asked.code = form.code;
  asked.codes = form.codes;
  send(std::move(asked));
}

void Desk::step_factor(const FactorStep& step) {
  FactorForm& form = state_.factor;
  std::visit(Match{
                 [&](const ShowFactor& show) {
                   form = {};
                   form.shown = show.shown;
                   if (show.shown) ask_factor(Deed::LoadFactor);
                 },
                 [&](const EditFactor& edit) {
                   form.password = edit.password;
                   form.code = edit.code;
                 },
                 [&](OfferFactor) { ask_factor(Deed::OfferFactor); },
                 [&](ConfirmFactor) { ask_factor(Deed::ConfirmFactor); },
                 [&](DropFactor) { ask_factor(Deed::DropFactor); },
                 [&](SaveFactorCodes) { ask_factor(Deed::SaveFactorCodes); },
             },
             step);
}

void Desk::take_factor(const Outcome& outcome) {
  FactorForm& form = state_.factor;
  form.busy = false;
  if (outcome.error) {
    form.problem = text_of(*outcome.error);
    form.code.clear();
    return;
  }
  form.password.clear();
  form.code.clear();
  if (outcome.factor) form.state = outcome.factor;
  if (outcome.deed == Deed::OfferFactor) {
    form.offer = outcome.factor_offer;
    form.picture = std::make_shared<const Bitmap>(code_picture(form.offer->address, kCodeSide_px));
  }
  if (outcome.deed == Deed::ConfirmFactor) {
    form.offer.reset();
    form.picture.reset();
    form.codes = outcome.codes;
  }
  if (outcome.deed == Deed::SaveFactorCodes) form.file = outcome.file;
}

}  // namespace bangtin::desk
