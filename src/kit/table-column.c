#include "config.h"

#include "kit/table-column.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/moment.h"
#include "kit/chip.h"
#include "model/record-list.h"

#define FIELD_KEY "kontor-field"
#define CELL_KEY "kontor-cell"
/* Dots an inch at which text has its usual size. */
#define USUAL_RESOLUTION 96
/* The tone of a currency behind its amount. */
#define CURRENCY_ALPHA (G_MAXUINT16 * 6 / 10)

typedef struct
{
  const KontorEntity *entity;
  const KontorField  *field;
  GListModel         *rows;
} Column;

/* What a cell remembers while it shows a row. */
typedef struct
{
  Column       *column;
  KontorRecord *record;
  /* Asked for the position, which changes when rows come in above. */
  GtkListItem  *item;
  gulong        loaded_handler;
  gulong        field_handler;
} Cell;

static void
column_free (Column *column, GClosure *closure)
{
  g_free (column);
}

static gboolean
is_chip (const KontorField *field)
{
  return field->kind == KONTOR_FIELD_CHOICE && (field->flags & KONTOR_FIELD_FLAG_MANY) == 0;
}

/* Everything behind the last no-break blank is the currency. */
static PangoAttrList *
money_attributes (const char *text)
{
  const char *blank = g_strrstr (text, "\302\240");
  PangoAttribute *attribute;
  PangoAttrList *list;

  if (blank == NULL || !g_ascii_isalpha (blank[2]))
    return NULL;
  attribute = pango_attr_foreground_alpha_new (CURRENCY_ALPHA);
  attribute->start_index = blank - text;
  list = pango_attr_list_new ();
  pango_attr_list_insert (list, attribute);
  return list;
}

static void
show_chip (GtkWidget *widget, const KontorField *field, const char *value)
{
  const char *style = NULL;

  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_strcmp0 (choice->value, value) == 0)
      style = choice->style;
  kontor_chip_set (widget, value != NULL ? kontor_field_choice_label (field, value) : NULL, style);
}

static void
show_cell (GtkWidget *widget, Cell *cell)
{
  const KontorField *field = cell->column->field;
  g_autofree char *text = NULL;

  if (!kontor_record_is_loaded (cell->record))
    {
      gtk_widget_remove_css_class (widget, "late-cell");
      if (GTK_IS_INSCRIPTION (widget))
        gtk_inscription_set_text (GTK_INSCRIPTION (widget), "");
      else
        kontor_chip_set (widget, NULL, NULL);
      return;
    }

  if (!GTK_IS_INSCRIPTION (widget))
    {
      show_chip (widget, field, kontor_record_get (cell->record, field->name));
      return;
    }

  text = kontor_record_format (cell->record, field->name);
  for (char *end = text; (end = strchr (end, '\n')) != NULL; )
    *end = ' ';
  gtk_inscription_set_text (GTK_INSCRIPTION (widget), text);
  if (cell->column->entity->is_late != NULL)
    {
      if (cell->column->entity->is_late (cell->record, field->name))
        gtk_widget_add_css_class (widget, "late-cell");
      else
        gtk_widget_remove_css_class (widget, "late-cell");
    }
  if (field->kind == KONTOR_FIELD_MONEY)
    {
      g_autoptr(PangoAttrList) attributes = money_attributes (text);

      gtk_inscription_set_attributes (GTK_INSCRIPTION (widget), attributes);
    }
}

static void
record_changed_cb (KontorRecord *record, GParamSpec *pspec, GtkWidget *widget)
{
  Cell *cell = g_object_get_data (G_OBJECT (widget), CELL_KEY);

  if (cell != NULL && cell->record != NULL)
    show_cell (widget, cell);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  Cell *cell = g_object_get_data (G_OBJECT (widget), CELL_KEY);
  const char *value;
  g_autofree char *text = NULL;

  if (cell == NULL || cell->record == NULL || !kontor_record_is_loaded (cell->record))
    return FALSE;
  value = kontor_record_get (cell->record, cell->column->field->name);
  if (value == NULL)
    return FALSE;

  switch (cell->column->field->kind)
    {
    case KONTOR_FIELD_MOMENT:
    case KONTOR_FIELD_DATE:
      text = kontor_moment_format_exact (value);
      break;
    default:
      text = kontor_record_format (cell->record, cell->column->field->name);
      if (g_utf8_strlen (text, -1) * 7 < gtk_widget_get_width (widget))
        return FALSE;
    }
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *widget;
  Cell *cell = g_new0 (Cell, 1);
  gboolean mirrored;

  if (is_chip (column->field))
    {
      widget = kontor_chip_new (NULL, NULL);
    }
  else
    {
      widget = gtk_inscription_new (NULL);
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (widget), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      gtk_inscription_set_min_chars (GTK_INSCRIPTION (widget), 0);
      gtk_inscription_set_nat_chars (GTK_INSCRIPTION (widget), 0);
      gtk_inscription_set_min_lines (GTK_INSCRIPTION (widget), 1);
      gtk_inscription_set_nat_lines (GTK_INSCRIPTION (widget), 1);
      /* A shortened text is a taller line: from the top, it stands level with the others. */
      gtk_inscription_set_yalign (GTK_INSCRIPTION (widget), 0);
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
      /* An inscription does not turn with the direction of the window. */
      mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
      gtk_inscription_set_xalign (GTK_INSCRIPTION (widget), kontor_field_is_numeric (column->field) != mirrored ? 1 : 0);
      if (kontor_field_is_left_to_right (column->field))
        gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
      if (kontor_field_is_numeric (column->field))
        gtk_widget_add_css_class (widget, "numeric");
      if (g_strcmp0 (column->field->name, column->entity->title) == 0)
        gtk_widget_add_css_class (widget, "title-cell");
      gtk_widget_set_has_tooltip (widget, TRUE);
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  cell->column = column;
  g_object_set_data_full (G_OBJECT (widget), CELL_KEY, cell, g_free);
  gtk_list_item_set_child (item, widget);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *widget = gtk_list_item_get_child (item);
  Cell *cell = g_object_get_data (G_OBJECT (widget), CELL_KEY);
  g_autofree char *signal = NULL;

  cell->record = g_object_ref (gtk_list_item_get_item (item));
  cell->item = item;
  cell->loaded_handler = g_signal_connect (cell->record, "notify::loaded", G_CALLBACK (record_changed_cb), widget);
  signal = g_strdup_printf ("notify::%s", column->field->name);
  g_strdelimit (signal, "_", '-');
  cell->field_handler = g_signal_connect (cell->record, signal, G_CALLBACK (record_changed_cb), widget);

  if (KONTOR_IS_RECORD_LIST (column->rows) && !kontor_record_is_loaded (cell->record))
    kontor_record_list_want (KONTOR_RECORD_LIST (column->rows), gtk_list_item_get_position (item));
  show_cell (widget, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *widget = gtk_list_item_get_child (item);
  Cell *cell = widget != NULL ? g_object_get_data (G_OBJECT (widget), CELL_KEY) : NULL;

  if (cell == NULL || cell->record == NULL)
    return;
  g_clear_signal_handler (&cell->loaded_handler, cell->record);
  g_clear_signal_handler (&cell->field_handler, cell->record);
  g_clear_object (&cell->record);
  cell->item = NULL;
}

GtkColumnViewColumn *
kontor_table_column_new (const KontorEntity *entity, const KontorField *field, GListModel *rows)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;
  Column *column = g_new0 (Column, 1);

  column->entity = entity;
  column->field = field;
  /* Not owned: the table holds the rows longer than its columns. */
  column->rows = rows;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), column, (GClosureNotify) column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);

  view_column = gtk_column_view_column_new (_(field->label), factory);
  g_object_set_data (G_OBJECT (view_column), FIELD_KEY, (gpointer) field);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_fixed_width (view_column, kontor_table_column_natural_width (field));
  return view_column;
}

const KontorField *
kontor_table_column_get_field (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), FIELD_KEY);
}

gboolean
kontor_table_column_is_sortable (const KontorField *field)
{
  return field->kind != KONTOR_FIELD_JSON && field->kind != KONTOR_FIELD_LONG_TEXT &&
         (field->flags & KONTOR_FIELD_FLAG_RECKONED) == 0;
}

double
kontor_table_column_get_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int resolution = -1;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &resolution, NULL);
  return resolution > 0 ? MAX (resolution / (1024.0 * USUAL_RESOLUTION), 0.5) : 1;
}

/* What is chosen from stands there in whole, in whichever language; a chip has
 * its room at both sides. */
static int
choices_width (const KontorField *field)
{
  glong longest = 0;

  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    longest = MAX (longest, g_utf8_strlen (_(choice->label), -1));
  return MIN (longest * 8 + 34, 200);
}

static int
usual_width (const KontorField *field)
{
  if (field->width > 0)
    return field->kind == KONTOR_FIELD_CHOICE ? MAX (field->width, choices_width (field)) : field->width;
  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_PERCENT:
    case KONTOR_FIELD_BOOLEAN:
    case KONTOR_FIELD_CURRENCY:
      return 90;
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_DECIMAL:
      return 110;
    case KONTOR_FIELD_CHOICE:
    case KONTOR_FIELD_COUNTRY:
      return 120;
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_MOMENT:
    case KONTOR_FIELD_PHONE:
      return 140;
    case KONTOR_FIELD_LONG_TEXT:
      return 260;
    default:
      return 180;
    }
}

int
kontor_table_column_natural_width (const KontorField *field)
{
  return (int) (usual_width (field) * kontor_table_column_get_text_scale ());
}

static guint
cell_position (GtkWidget *widget)
{
  Cell *cell = g_object_get_data (G_OBJECT (widget), CELL_KEY);

  return cell != NULL && cell->item != NULL ? gtk_list_item_get_position (cell->item) : G_MAXUINT;
}

guint
kontor_table_column_find_position (GtkWidget *widget)
{
  for (GtkWidget *parent = widget; parent != NULL && !GTK_IS_COLUMN_VIEW (parent);
       parent = gtk_widget_get_parent (parent))
    {
      guint position = cell_position (parent);

      /* The pointer may be in the padding of a cell or of the row: look down. */
      for (GtkWidget *child = gtk_widget_get_first_child (parent);
           position == G_MAXUINT && child != NULL && !GTK_IS_SCROLLABLE (parent);
           child = gtk_widget_get_first_child (child))
        position = cell_position (child);
      if (position != G_MAXUINT)
        return position;
    }
  return G_MAXUINT;
}
