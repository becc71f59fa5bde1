#pragma once

#include "kit/desk.h"
#include "kit/range-selection.h"
#include "model/record-list.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TABLE (kontor_table_get_type ())
G_DECLARE_FINAL_TYPE (KontorTable, kontor_table, KONTOR, TABLE, GtkWidget)

/*
 * Rows of an entity in columns: chosen, sorted, resized and reordered by the
 * person and remembered under the table's key.
 *
 * Signals:
 * "row-activated" (KontorRecord *): Enter or double click.
 * "layout-changed": columns were chosen, moved, resized or reset.
 * Properties: "current" (KontorRecord, notify): the one selected row, or NULL;
 * "n-selected" (guint64, notify).
 * Action group "table": copy, select-all, choose-columns, reset-columns, sort, open.
 */

/**
 * kontor_table_new:
 * @desk: (nullable): where the columns are remembered
 * @rows: of KontorRecord; a KontorRecordList sorts by SQL and reads what is shown
 * @key: (nullable): "list:partner"
 */
KontorTable *kontor_table_new (KontorDesk *desk, const KontorEntity *entity, GListModel *rows, const char *key);

GListModel           *kontor_table_get_rows      (KontorTable *self);
const KontorEntity   *kontor_table_get_entity    (KontorTable *self);
KontorRangeSelection *kontor_table_get_selection (KontorTable *self);
KontorRecord         *kontor_table_get_current   (KontorTable *self);

/* The ids of the selected rows in the list's order; only over a KontorRecordList; (transfer full). */
KontorSnapshot *kontor_table_copy_selected (KontorTable *self);

/* The fields shown, in their order; paths over links are allowed as far as the record has them. */
void          kontor_table_set_columns (KontorTable *self, const char * const *fields);
/* (transfer full): for saved views. */
char        **kontor_table_get_columns (KontorTable *self);

/* Pixels at the usual size of text; as if its edge had been dragged. */
void          kontor_table_widen_column (KontorTable *self, const char *field, int by);

/* Sorts as a click on the header does; @field may have a leading "-". */
void          kontor_table_set_order   (KontorTable *self, const char *field);

/* (nullable): the field, with a leading "-" where it goes down. */
const char   *kontor_table_get_order   (KontorTable *self);

/* From now on the layout is remembered under @key: shows what is remembered there, else
 * @columns (nullable: those of the entity) by @order (nullable: that of the entity). */
void          kontor_table_show_layout (KontorTable *self, const char *key, const char * const *columns, const char *order);
/* From now on the layout is remembered under @key, as it is now. */
void          kontor_table_keep_layout (KontorTable *self, const char *key);

/* (transfer floating): stands under the rows; laid out after the columns. */
void          kontor_table_set_footer  (KontorTable *self, GtkWidget *footer);

/**
 * kontor_table_get_column_place:
 * @x: (out): where the column of @field begins, pixels of @relative_to
 * @width: (out): how wide it is
 *
 * Returns: whether the column is there and laid out
 */
gboolean      kontor_table_get_column_place (KontorTable *self, const char *field, GtkWidget *relative_to, int *x, int *width);

/* Entries put above the table's own in the context menu. */
void          kontor_table_set_menu    (KontorTable *self, GMenuModel *menu);
void          kontor_table_scroll_to   (KontorTable *self, guint position, gboolean select);
/* Selected rows as lines of tab-separated text, with the headings; (transfer full). */
char         *kontor_table_copy_text   (KontorTable *self);

G_END_DECLS
