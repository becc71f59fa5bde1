#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DISTRIBUTION_LINE (kontor_distribution_line_get_type ())
G_DECLARE_FINAL_TYPE (KontorDistributionLine, kontor_distribution_line, KONTOR, DISTRIBUTION_LINE, GtkWidget)

/*
 * Why a record is whose it is, where a distribution rule gave it (R101): by which
 * rule and for what reason, and on hovering what everybody else had to do then; or
 * that it waits for somebody.  Not there where people gave it to each other.
 */

void kontor_distribution_line_set_desk    (KontorDistributionLine *self, KontorDesk *desk);
/* @id: (nullable) */
void kontor_distribution_line_set_subject (KontorDistributionLine *self, const char *entity, const char *id);
void kontor_distribution_line_reload      (KontorDistributionLine *self);

/* The same in words, of an answer to the query "distribution-of" that has a row; (transfer full). */
char *kontor_distribution_line_describe  (KontorResult *answer);

G_END_DECLS
