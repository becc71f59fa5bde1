#include "config.h"

#include "kit/related-list.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "model/condition.h"
#include "kit/related-row.h"

/* More lines than this are behind "Show all". */
#define SHOWN_ROWS 6
#define RELOAD_DELAY 120

struct _KontorRelatedList
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkWidget    *heading;
  GtkWidget    *add;
  GtkWidget    *list;
  GtkWidget    *all;

  char         *entity_name;
  char         *link;
  char         *id;
  KontorDesk   *desk;
  GPtrArray    *records;
  guint         n_current;
  guint         n_done;
  gboolean      is_plan;
  gboolean      is_narrow;
  gboolean      shows_all;
  GCancellable *cancellable;
  guint         reload_source;
};

G_DEFINE_FINAL_TYPE (KontorRelatedList, kontor_related_list, GTK_TYPE_WIDGET)

enum { PROP_ENTITY = 1, PROP_LINK, PROP_PLAN, PROP_NARROW };
enum { LOADED, OPEN, CREATE, N_SIGNALS };

static guint signals[N_SIGNALS];

static const KontorEntity *
get_entity (KontorRelatedList *self)
{
  return kontor_entity_lookup (self->entity_name);
}

static void
clear_list (KontorRelatedList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void show_heading (KontorRelatedList *self);

static void
show_records (KontorRelatedList *self)
{
  guint n_shown = 0, n_current = 0, n_done = 0;

  clear_list (self);
  for (guint i = 0; i < self->records->len; i++)
    {
      KontorRecord *record = g_ptr_array_index (self->records, i);
      gboolean is_current = kontor_related_row_is_current (record);
      GtkWidget *row;

      n_current += is_current ? 1 : 0;
      n_done += self->is_plan && g_strcmp0 (kontor_record_get (record, "state"), "done") == 0 ? 1 : 0;
      if (!self->shows_all && !self->is_plan && (!is_current || n_shown >= SHOWN_ROWS))
        continue;
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), kontor_related_row_new (record, self->is_narrow));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      kontor_record_get_title (record), -1);
      g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record), g_object_unref);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      n_shown++;
    }

  self->n_current = n_current;
  self->n_done = n_done;
  show_heading (self);
  gtk_widget_set_visible (self->list, n_shown > 0);
  gtk_widget_set_visible (self->all, n_shown < self->records->len);
  if (n_shown < self->records->len)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("Show all %u", "Show all %u", self->records->len),
                                               self->records->len);
      gtk_button_set_label (GTK_BUTTON (self->all), text);
    }
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorRelatedList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = kontor_store_load_children_finish (KONTOR_STORE (store), result, &error);

  if (records == NULL)
    {
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("%s: %s", self->entity_name, error->message);
      return;
    }
  if (self->desk == NULL)
    return;

  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = g_steal_pointer (&records);
  show_records (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorRelatedList *self = user_data;

  self->reload_source = 0;
  kontor_related_list_reload (self);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorRelatedList *self, const char *entity, const char *id, const char *action)
{
  if (self->id != NULL && self->reload_source == 0 && g_strcmp0 (entity, self->entity_name) == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
row_activated_cb (KontorRelatedList *self, GtkListBoxRow *row)
{
  KontorRecord *record = g_object_get_data (G_OBJECT (row), "record");
  gboolean handled = FALSE;

  if (record == NULL || self->desk == NULL)
    return;
  g_signal_emit (self, signals[OPEN], 0, record, &handled);
  if (!handled)
    kontor_desk_open_record (self->desk, self->entity_name, kontor_record_get_id (record));
}

static void
add_cb (KontorRelatedList *self)
{
  g_signal_emit (self, signals[CREATE], 0);
}

static void
all_cb (KontorRelatedList *self)
{
  self->shows_all = TRUE;
  show_records (self);
}

static void
show_heading (KontorRelatedList *self)
{
  const KontorEntity *entity = get_entity (self);
  g_autofree char *tooltip = NULL;
  g_autofree char *heading = NULL;

  if (entity == NULL)
    return;
  if (self->is_plan && self->n_current + self->n_done > 0)
    {
      /* Translators: tasks of a plan: "2 of 5 done" */
      g_autofree char *progress = g_strdup_printf (_("%u of %u done"), self->n_done, self->n_current + self->n_done);

      heading = g_markup_printf_escaped ("%s <span weight='normal' alpha='60%%'>%s</span>", _("Plan of work"), progress);
    }
  else if (self->is_plan)
    heading = g_markup_escape_text (_("Plan of work"), -1);
  else if (self->n_current > 0)
    heading = g_markup_printf_escaped ("%s <span weight='normal' alpha='60%%'>%u</span>", _(entity->plural), self->n_current);
  else
    heading = g_markup_escape_text (_(entity->plural), -1);
  gtk_label_set_markup (GTK_LABEL (self->heading), heading);
  /* Translators: "New: Contact person" */
  tooltip = g_strdup_printf (_("New: %s"), _(entity->label));
  gtk_widget_set_tooltip_text (self->add, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(entity->plural), -1);
}

static void
kontor_related_list_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorRelatedList *self = KONTOR_RELATED_LIST (object);

  switch (property)
    {
    case PROP_ENTITY:
      g_value_set_string (value, self->entity_name);
      break;
    case PROP_LINK:
      g_value_set_string (value, self->link);
      break;
    case PROP_PLAN:
      g_value_set_boolean (value, self->is_plan);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_related_list_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorRelatedList *self = KONTOR_RELATED_LIST (object);

  switch (property)
    {
    case PROP_ENTITY:
      g_free (self->entity_name);
      self->entity_name = g_value_dup_string (value);
      show_heading (self);
      break;
    case PROP_LINK:
      g_free (self->link);
      self->link = g_value_dup_string (value);
      break;
    case PROP_PLAN:
      self->is_plan = g_value_get_boolean (value);
      show_heading (self);
      break;
    case PROP_NARROW:
      self->is_narrow = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_related_list_dispose (GObject *object)
{
  KontorRelatedList *self = KONTOR_RELATED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_related_list_parent_class)->dispose (object);
}

static void
kontor_related_list_finalize (GObject *object)
{
  KontorRelatedList *self = KONTOR_RELATED_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self->entity_name);
  g_free (self->link);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_related_list_parent_class)->finalize (object);
}

static void
kontor_related_list_class_init (KontorRelatedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_related_list_dispose;
  object_class->finalize = kontor_related_list_finalize;
  object_class->get_property = kontor_related_list_get_property;
  object_class->set_property = kontor_related_list_set_property;

  g_object_class_install_property (object_class, PROP_ENTITY,
    g_param_spec_string ("entity", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_LINK,
    g_param_spec_string ("link", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  g_object_class_install_property (object_class, PROP_PLAN,
    g_param_spec_boolean ("plan", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_NARROW,
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, KONTOR_TYPE_RECORD);
  signals[CREATE] = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "relatedlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_related_list_init (KontorRelatedList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->records = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "group-heading");
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "related-add");
  gtk_widget_set_valign (self->add, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->add, TRUE);
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (head), self->heading);
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_box_append (GTK_BOX (self->box), head);

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "related");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_visible (self->list, FALSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->list);

  self->all = gtk_button_new ();
  gtk_widget_add_css_class (self->all, "flat");
  gtk_widget_add_css_class (self->all, "show-all");
  gtk_widget_set_halign (self->all, GTK_ALIGN_START);
  gtk_widget_set_visible (self->all, FALSE);
  g_signal_connect_swapped (self->all, "clicked", G_CALLBACK (all_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->all);
}

void
kontor_related_list_set_subject (KontorRelatedList *self, KontorDesk *desk, const char *id)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_RELATED_LIST (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  store = kontor_desk_get_store (desk);
  if (self->desk == NULL && store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->desk, desk);
  g_free (self->id);
  self->id = g_strdup (id);
  self->shows_all = FALSE;
  kontor_related_list_reload (self);
}

GPtrArray *
kontor_related_list_get_records (KontorRelatedList *self)
{
  g_return_val_if_fail (KONTOR_IS_RELATED_LIST (self), NULL);
  return self->records;
}

void
kontor_related_list_get_progress (KontorRelatedList *self, guint *n_done, guint *n_all)
{
  g_return_if_fail (KONTOR_IS_RELATED_LIST (self));

  *n_done = self->n_done;
  *n_all = self->n_done + self->n_current;
}

void
kontor_related_list_reload (KontorRelatedList *self)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_RELATED_LIST (self));

  store = self->desk != NULL ? kontor_desk_get_store (self->desk) : NULL;
  if (store == NULL || self->id == NULL)
    return;
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
    }
  self->cancellable = g_cancellable_new ();
  kontor_store_load_children_async (store, get_entity (self), self->link, self->id, self->cancellable,
                                    loaded_cb, g_object_ref (self));
}
