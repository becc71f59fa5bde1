#include "config.h"

#include "activities/task-demands.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "kit/create-dialog.h"
#include "kit/desk.h"

struct _KontorTaskDemands
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  KontorRecord *task;
  char         *hindrance;
};

G_DEFINE_FINAL_TYPE (KontorTaskDemands, kontor_task_demands, GTK_TYPE_WIDGET)

enum { MADE, CHOOSE_FILE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
made_cb (KontorRecord *record, gpointer user_data)
{
  g_signal_emit (user_data, signals[MADE], 0);
}

/* A new record of any kind, with what the task knows taken over (R98). */
static void
make_record (KontorTaskDemands *self, const KontorEntity *entity)
{
  static const char * const links[] = { "partner_id", "deal_id" };
  g_autoptr (KontorRecord) record = kontor_record_new (entity, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (kontor_entity_find_field (entity, links[i]) != NULL && kontor_record_get (self->task, links[i]) != NULL)
      kontor_record_set_link (record, links[i], kontor_record_get (self->task, links[i]), kontor_record_get_label (self->task, links[i]));
  if (kontor_entity_find_field (entity, "task_id") != NULL)
    kontor_record_set_link (record, "task_id", kontor_record_get_id (self->task), kontor_record_get_title (self->task));
  kontor_create_dialog_present (kontor_desk_from_widget (GTK_WIDGET (self)), GTK_WIDGET (self), record, NULL, NULL,
                                made_cb, g_object_ref (self), g_object_unref);
}

static void
make (KontorTaskDemands *self, const char *name)
{
  const KontorEntity *entity = kontor_entity_lookup (name);

  if (entity == NULL)
    return;
  /* The documents' screen makes offers, with client, deal and this task taken over. */
  if (g_str_equal (name, "offer"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "task", kontor_record_get_id (self->task));
  else if (g_str_equal (name, "file"))
    g_signal_emit (self, signals[CHOOSE_FILE], 0);
  else
    make_record (self, entity);
}

static void
pressed_cb (GtkButton *button, KontorTaskDemands *self)
{
  const char *entity = g_object_get_data (G_OBJECT (button), "entity");
  const char *id = g_object_get_data (G_OBJECT (button), "id");

  if (id != NULL)
    kontor_desk_open_record (kontor_desk_from_widget (GTK_WIDGET (self)), entity, id);
  else
    make (self, entity);
}

static void
append (KontorTaskDemands *self, const char *name, const char *id, gboolean may_make)
{
  const KontorEntity *entity = kontor_entity_lookup (name);
  const char *label = entity != NULL ? _(entity->label) : name;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (id != NULL ? "object-select-symbolic"
                                                  : entity != NULL && entity->icon != NULL ? entity->icon : "list-add-symbolic");
  /* Translators: %s is a kind of record, "Offer" */
  g_autofree char *words = g_strdup_printf (id != NULL ? _("%s: made") : _("%s: belongs to this step"), label);
  g_autofree char *help = g_strdup_printf (id != NULL ? _("Open: %s") : _("Make it now: %s"), label);
  GtkWidget *text = gtk_label_new (words);
  GtkWidget *button = gtk_button_new_with_mnemonic (id != NULL ? _("_Open") : _("_Make it now"));

  gtk_widget_add_css_class (icon, id != NULL ? "success" : "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, id != NULL || may_make);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, help, -1);
  g_object_set_data_full (G_OBJECT (button), "entity", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (pressed_cb), self);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "task-demand");
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
kontor_task_demands_dispose (GObject *object)
{
  g_clear_pointer (&KONTOR_TASK_DEMANDS (object)->box, gtk_widget_unparent);
  g_clear_object (&KONTOR_TASK_DEMANDS (object)->task);

  G_OBJECT_CLASS (kontor_task_demands_parent_class)->dispose (object);
}

static void
kontor_task_demands_finalize (GObject *object)
{
  g_free (KONTOR_TASK_DEMANDS (object)->hindrance);

  G_OBJECT_CLASS (kontor_task_demands_parent_class)->finalize (object);
}

static void
kontor_task_demands_class_init (KontorTaskDemandsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_task_demands_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_task_demands_finalize;
  signals[MADE] = g_signal_new ("made", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOOSE_FILE] = g_signal_new ("choose-file", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "taskdemands");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_task_demands_init (KontorTaskDemands *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kontor_task_demands_set (KontorTaskDemands *self, KontorRecord *task, const char *json, gboolean may_make)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *demands = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_TASK_DEMANDS (self));

  g_set_object (&self->task, task);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_clear_pointer (&self->hindrance, g_free);
  for (guint i = 0; demands != NULL && i < json_array_get_length (demands); i++)
    {
      JsonObject *demand = json_array_get_object_element (demands, i);
      const char *entity = json_object_get_string_member_with_default (demand, "entity", "");
      const char *id = json_object_get_string_member_with_default (demand, "id", NULL);

      append (self, entity, id, may_make);
      if (id == NULL && self->hindrance == NULL)
        {
          const KontorEntity *known = kontor_entity_lookup (entity);

          /* Translators: a kind of record, "Offer" */
          self->hindrance = g_strdup_printf (_("Make first: %s"), known != NULL ? _(known->label) : entity);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

const char *
kontor_task_demands_get_hindrance (KontorTaskDemands *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_DEMANDS (self), NULL);
  return self->hindrance;
}
