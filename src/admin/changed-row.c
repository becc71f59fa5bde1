#include "config.h"

#include "admin/changed-row.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

struct _KontorChangedRow
{
  AdwBin              parent_instance;
  KontorDesk         *desk;
  const KontorEntity *entity;
  char               *id;
  GtkLabel           *title;
  GtkBox             *box;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorChangedRow, kontor_changed_row, ADW_TYPE_BIN)

static JsonObject *
parse (const char *text, JsonNode **held)
{
  *held = text != NULL ? json_from_string (text, NULL) : NULL;
  return *held != NULL && JSON_NODE_HOLDS_OBJECT (*held) ? json_node_get_object (*held) : NULL;
}

/* A value of the history as a person reads it; NULL for a link, which holds an id only. */
static char *
format_member (const KontorField *field, JsonObject *object)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, field->name) : NULL;
  g_autofree char *value = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("–");
  if (field->kind == KONTOR_FIELD_LINK || field->kind == KONTOR_FIELD_JSON)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    value = g_strdup (json_node_get_string (node));
  else
    value = json_to_string (node, FALSE);
  return kontor_field_format (field, value, NULL, NULL);
}

static void
append_line (KontorChangedRow *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->box, label);
}

static void
append_field (KontorChangedRow *self, const KontorField *field, JsonObject *before, JsonObject *after)
{
  g_autofree char *earlier = format_member (field, before);
  g_autofree char *later = format_member (field, after);
  g_autofree char *line = NULL;

  if (earlier != NULL && later != NULL)
    /* Translators: field: value before → value after */
    line = g_strdup_printf (_("%s: %s → %s"), _(field->label), earlier, later);
  else
    line = g_strdup_printf (_("%s: changed"), _(field->label));
  append_line (self, line, NULL);
}

static void
append_fields (KontorChangedRow *self, const char *before_text, const char *after_text)
{
  g_autoptr(JsonNode) before_node = NULL;
  g_autoptr(JsonNode) after_node = NULL;
  JsonObject *before = parse (before_text, &before_node);
  JsonObject *after = parse (after_text, &after_node);

  for (const KontorField *field = self->entity->fields; field->name != NULL; field++)
    if ((field->flags & KONTOR_FIELD_FLAG_HIDDEN) == 0 &&
        ((after != NULL && json_object_has_member (after, field->name)) ||
        (before != NULL && after == NULL && json_object_has_member (before, field->name))))
      append_field (self, field, before, after);
}

static void
title_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorChangedRow) self = user_data;
  g_autoptr(KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (source), result, NULL);
  g_autofree char *text = NULL;

  if (record == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  text = g_strdup_printf ("%s: %s", _(self->entity->label), kontor_record_get_title (record));
  gtk_label_set_label (self->title, text);
}

static void
open_cb (KontorChangedRow *self)
{
  kontor_desk_open_record (self->desk, self->entity->name, self->id);
}

static const char *
action_label (const char *action)
{
  if (g_strcmp0 (action, "insert") == 0)
    return _("created");
  if (g_strcmp0 (action, "delete") == 0)
    return _("deleted");
  return _("changed");
}

static void
append_heading (KontorChangedRow *self, gboolean deleted)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *open = gtk_button_new_from_icon_name ("go-next-symbolic");

  self->title = GTK_LABEL (gtk_label_new (_(self->entity->label)));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption-heading");
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_set_tooltip_text (open, _("Open the record"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Open the record"), -1);
  gtk_widget_set_visible (open, !deleted);
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (heading), gtk_image_new_from_icon_name (self->entity->icon));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (heading), open);
  gtk_box_append (self->box, heading);
}

static void
kontor_changed_row_dispose (GObject *object)
{
  KontorChangedRow *self = KONTOR_CHANGED_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_changed_row_parent_class)->dispose (object);
}

static void
kontor_changed_row_finalize (GObject *object)
{
  KontorChangedRow *self = KONTOR_CHANGED_ROW (object);

  g_clear_object (&self->cancellable);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_changed_row_parent_class)->finalize (object);
}

static void
kontor_changed_row_class_init (KontorChangedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_changed_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_changed_row_finalize;
}

static void
kontor_changed_row_init (KontorChangedRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 12);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
kontor_changed_row_new (KontorDesk *desk, KontorResult *answer, guint row)
{
  KontorChangedRow *self = g_object_new (KONTOR_TYPE_CHANGED_ROW, NULL);
  const char *entity_name = kontor_result_get (answer, row, 0);
  const char *action = kontor_result_get (answer, row, 2);
  gboolean deleted = g_strcmp0 (action, "delete") == 0;
  KontorStore *store = kontor_desk_get_store (desk);

  self->desk = g_object_ref (desk);
  self->id = g_strdup (kontor_result_get (answer, row, 1));
  self->entity = kontor_entity_lookup (entity_name);
  if (self->entity == NULL)
    {
      append_line (self, entity_name, "caption-heading");
      append_line (self, action_label (action), "dim-label");
      return GTK_WIDGET (self);
    }

  append_heading (self, deleted);
  append_line (self, action_label (action), "dim-label");
  if (g_strcmp0 (action, "insert") != 0)
    append_fields (self, kontor_result_get (answer, row, 3), kontor_result_get (answer, row, 4));
  if (kontor_result_get_boolean (answer, row, 5))
    append_line (self, _("Changed again since"), "warning");
  if (!deleted && store != NULL)
    kontor_store_load_async (store, self->entity, self->id, self->cancellable, title_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
