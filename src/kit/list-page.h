#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LIST_PAGE (kontor_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorListPage, kontor_list_page, KONTOR, LIST_PAGE, KontorPage)

/**
 * KontorListPageClass:
 * @create: the New button; without it the desk opens an empty card
 * @create_preview: (transfer floating): what the side pane shows of a record
 * @describe_empty: (nullable): what an empty list says of itself, NULL where it has
 *   nothing of its own to say: "Nothing to do"
 *
 * The list of one entity: a sentence that says what is shown, search, filter
 * chips, saved views, the table, a side pane.  A screen may derive from it.
 */
struct _KontorListPageClass
{
  KontorPageClass parent_class;

  void       (*create)         (KontorListPage *self);
  GtkWidget *(*create_preview) (KontorListPage *self, KontorRecord *record);
  const char *(*describe_empty) (KontorListPage *self);

  gpointer padding[8];
};

/**
 * kontor_list_page_new:
 * @condition: (nullable): JSON; what the list starts with
 * @title: (nullable): the tab's title; %NULL: the entity's plural
 */
KontorPage         *kontor_list_page_new (KontorDesk *desk, const char *entity, const char *condition, const char *title);
/* For g_object_new() of a derived type: properties "entity" (name), "condition", "title". */

const KontorEntity *kontor_list_page_get_entity    (KontorListPage *self);
KontorRecordList   *kontor_list_page_get_list      (KontorListPage *self);
KontorTable        *kontor_list_page_get_table     (KontorListPage *self);
const char         *kontor_list_page_get_condition (KontorListPage *self);
void                kontor_list_page_set_condition (KontorListPage *self, const char *condition);

/* A button in the line above the table, before the menu; shown from its own visibility. */
void                kontor_list_page_add_action    (KontorListPage *self, GtkWidget *button);
/* The same, for something that belongs to the list and is shown elsewhere: a report, another
 * list.  @label has a mnemonic; @target is sunk; returns (transfer none) the button. */
GtkWidget          *kontor_list_page_add_link      (KontorListPage *self, const char *label, const char *tooltip,
                                                    const char *action, GVariant *target);
/* Another way to show the same rows (a board), chosen by a switch beside the views. */
void                kontor_list_page_add_layout    (KontorListPage *self, GtkWidget *widget, const char *name,
                                                    const char *label, const char *icon_name);

G_END_DECLS
