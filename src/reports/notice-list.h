#pragma once

#include <adwaita.h>

#include "db/result.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_NOTICE_LIST (kontor_notice_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorNoticeList, kontor_notice_list, KONTOR, NOTICE_LIST, AdwBin)

/**
 * KontorNoticeList:
 *
 * The reminders and escalations that a person has not seen yet (R79): a row opens
 * its task, which marks it as seen; a button marks it, or all of them, without.
 * Not shown while there are none.
 */

/**
 * kontor_notice_list_fill:
 * @self: the list
 * @notices: the answer of the query "unseen-notifications"
 *
 * Shows these, in their order; the keyboard focus stays in the list.
 */
void kontor_notice_list_fill (KontorNoticeList *self, KontorResult *notices);

G_END_DECLS
