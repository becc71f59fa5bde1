#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROJECT_CARD (kontor_project_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorProjectCard, kontor_project_card, KONTOR, PROJECT_CARD, KontorCard)

/*
 * One project: for whom and when, the maps that may be started for it, its plan of
 * work, what runs and was said, and the time that all of it took.
 */

KontorPage *kontor_project_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
