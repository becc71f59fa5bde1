#include "config.h"

#include "kit/table-layout.h"

#include <json-glib/json-glib.h>

#include "kit/table-column.h"

/* Pixels at the usual size of text; a column of numbers or dates is not made narrower. */
#define NARROW_COLUMN 115

char *
kontor_table_layout_to_json (GtkColumnView *view, const char *order)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  GListModel *columns = gtk_column_view_get_columns (view);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "field");
      json_builder_add_string_value (builder, kontor_table_column_get_field (column)->name);
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, gtk_column_view_column_get_fixed_width (column) / kontor_table_column_get_text_scale ());
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (order != NULL)
    {
      json_builder_set_member_name (builder, "order");
      json_builder_add_string_value (builder, order);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

#define WHOLE_LETTERS 14

/* Words that are longer than the column end in dots, and are told whole by the pointer. */
static void
shorten_title (GtkWidget *title)
{
  GtkWidget *label = gtk_widget_get_first_child (title);

  while (label != NULL && !GTK_IS_LABEL (label))
    label = gtk_widget_get_first_child (label);
  if (label == NULL)
    return;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* One usual word stays whole: the column does not become narrower. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (gtk_label_get_text (GTK_LABEL (label)), -1), WHOLE_LETTERS));
  gtk_widget_set_tooltip_text (title, gtk_label_get_text (GTK_LABEL (label)));
}

/* Headings of numbers stand over the numbers, at the right. */
static void
align_titles (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));

  for (guint i = 0; i < g_list_model_get_n_items (columns) && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      shorten_title (title);
      if (kontor_field_is_numeric (kontor_table_column_get_field (column)) && gtk_widget_get_first_child (title) != NULL)
        gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
    }
}

void
kontor_table_layout_fill (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint n = g_list_model_get_n_items (columns);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_expand (column, i == n - 1);
    }
  align_titles (view);
}

/* Words are told by their beginning; half a moment or an amount tells nothing. */
static gboolean
may_narrow (GtkColumnViewColumn *column)
{
  int narrow = NARROW_COLUMN * kontor_table_column_get_text_scale ();

  if (gtk_column_view_column_get_fixed_width (column) <= narrow)
    return FALSE;
  switch (kontor_table_column_get_field (column)->kind)
    {
    case KONTOR_FIELD_MOMENT:
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_CHOICE:
      return FALSE;
    default:
      return TRUE;
    }
}

void
kontor_table_layout_fit (GtkColumnView *view, int width)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint n = g_list_model_get_n_items (columns);
  int firm = 0, wide = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_fixed_width (column, kontor_table_column_natural_width (kontor_table_column_get_field (column)));
      *(may_narrow (column) ? &wide : &firm) += gtk_column_view_column_get_fixed_width (column);
    }
  /* Much less than what a column wants tells nothing: then one scrolls.  Where there is
   * room to spare words get it, up to where lines become hard to follow. */
  if (wide == 0 || width - firm < wide * 7 / 10)
    return;
  width = MIN (width, firm + wide * 16 / 10);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int own = gtk_column_view_column_get_fixed_width (column);

      if (may_narrow (column))
        gtk_column_view_column_set_fixed_width (column, own * (width - firm) / wide);
    }
}
