#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_REPORT_PAGE (kontor_report_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorReportPage, kontor_report_page, KONTOR, REPORT_PAGE, KontorPage)

/**
 * KontorReportSection:
 * @title: heading, for translation
 * @empty: what stands there where there is nothing, for translation
 * @query: named query; $1 and $2 are the first and the last day of the period,
 *   $3 is the page's parameter where its class has one
 * @series: number of the colour, as charts count them; -1: lines of text
 *   instead of bars
 * @fill: calls kontor_report_page_add_entry() for what was read
 * @open: a bar or a line was activated; @key is what it was added with
 *
 * One panel of a report.
 */
typedef struct
{
  const char *title;
  const char *empty;
  const char *query;
  int         series;
  void      (*fill) (KontorReportPage *self, guint section, KontorResult *rows);
  void      (*open) (KontorReportPage *self, const char *key);
} KontorReportSection;

/**
 * KontorReportPageClass:
 * @entity: news of such records make the figures be read anew
 * @has_parameter: the queries take kontor_report_page_set_parameter()'s value
 *
 * A page of figures over a period that is chosen above them: panels of bars,
 * each with the rows behind it (R286).
 */
struct _KontorReportPageClass
{
  KontorPageClass parent_class;

  const char *entity;
  gboolean    has_parameter;

  gpointer padding[4];
};

/* A panel in the left (@column 0) or the right column; @section lives as long as the class. */
guint       kontor_report_page_add_section (KontorReportPage *self, guint column, const KontorReportSection *section);
/* A widget beside the choice of the period. */
void        kontor_report_page_add_choice  (KontorReportPage *self, GtkWidget *choice);
void        kontor_report_page_set_heading (KontorReportPage *self, const char *heading);
/* The line below the heading. */
void        kontor_report_page_set_summary (KontorReportPage *self, const char *summary);
/* Reads everything anew with it; nullable. */
void        kontor_report_page_set_parameter (KontorReportPage *self, const char *parameter);

/**
 * kontor_report_page_add_entry:
 * @key: (nullable): what @open is told
 * @value: the length of a bar
 * @text: beside the bar, or at the end of the line
 * @detail: (nullable): the tooltip of a bar, the second row of a line
 *
 * All texts are copied.
 */
void        kontor_report_page_add_entry (KontorReportPage *self, guint section, const char *key, const char *label,
                                          double value, const char *text, const char *detail);

/* The period's days, "2026-11-01"; the last one belongs to it. */
const char *kontor_report_page_get_first (KontorReportPage *self);
const char *kontor_report_page_get_last  (KontorReportPage *self);
/* The comparisons that hold @field within the period, for the list of a condition's "all". (transfer full) */
char       *kontor_report_page_within    (KontorReportPage *self, const char *field);
/* The comparison of one link, which may be none. (transfer full) */
char       *kontor_report_page_linked    (const char *field, const char *id);

G_END_DECLS
