#pragma once

#include "db/result.h"

G_BEGIN_DECLS

/**
 * kontor_notice_text_title:
 * @notices: the answer of the query "unseen-notifications"
 * @row: which of them
 *
 * What a reminder, an escalation or an overdue task is told as: "Due today,
 * 14:00: Call the client".
 *
 * Returns: (transfer full): the words
 */
char *kontor_notice_text_title (KontorResult *notices, guint row);

/**
 * kontor_notice_text_detail:
 * @notices: the answer of the query "unseen-notifications"
 * @row: which of them
 *
 * Whose task it is, where it is somebody else's, and what it is about.
 *
 * Returns: (transfer full): the words; empty where nothing is known
 */
char *kontor_notice_text_detail (KontorResult *notices, guint row);

G_END_DECLS
