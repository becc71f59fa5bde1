#include "config.h"

#include "kit/link-picker.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/create-dialog.h"
#include "kit/desk.h"
#include "kit/focus-children.h"
#include "kit/replace-text.h"
#include "kit/shown-text.h"
#include "kit/suggestions.h"
#include "model/search.h"

#define MAXIMUM_OFFERS 8
#define TYPING_PAUSE_MILLISECONDS 120

struct _KontorLinkPicker
{
  GtkWidget          parent_instance;
  char              *target;
  char              *identifier;
  char              *label;
  char              *condition;
  GtkWidget         *entry;
  KontorSuggestions *suggestions;
  GPtrArray         *offers;
  gboolean           has_create;
  gboolean           editable;
  gboolean           can_create;
  gboolean           showing;
  guint              timeout;
  GCancellable      *search;
};

G_DEFINE_FINAL_TYPE (KontorLinkPicker, kontor_link_picker, GTK_TYPE_WIDGET)

enum { PROP_TARGET = 1, PROP_IDENTIFIER, PROP_EDITABLE, PROP_CAN_CREATE, N_PROPS };
enum { PICKED, CREATE, NARROW, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
typed_text (KontorLinkPicker *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
show_value (KontorLinkPicker *self)
{
  self->showing = TRUE;
  kontor_show_text (GTK_EDITABLE (self->entry), self->label);
  self->showing = FALSE;
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     self->identifier != NULL ? "go-next-symbolic" : NULL);
  if (self->identifier != NULL)
    gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     _("Open (Ctrl+Enter)"));
}

static void
stop_search (KontorLinkPicker *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
pick (KontorLinkPicker *self, const char *identifier, const char *label)
{
  stop_search (self);
  kontor_suggestions_hide (self->suggestions);
  kontor_link_picker_set_value (self, identifier, label);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
open_linked (KontorLinkPicker *self)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));

  if (desk != NULL && self->identifier != NULL)
    kontor_desk_open_record (desk, self->target, self->identifier);
}

/* Creating --------------------------------------------------------------------------------- */

static void
created_cb (KontorRecord *record, gpointer user_data)
{
  KontorLinkPicker *self = user_data;

  pick (self, kontor_record_get_id (record), kontor_record_get_title (record));
}

static void
create_record (KontorLinkPicker *self)
{
  g_autofree char *text = g_strstrip (g_strdup (typed_text (self)));
  const KontorEntity *entity = kontor_entity_lookup (self->target);
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));
  g_autoptr(KontorRecord) record = NULL;
  gboolean handled = FALSE;

  g_signal_emit (self, signals[CREATE], 0, text, &handled);
  if (handled || desk == NULL || entity == NULL)
    return;
  record = kontor_record_new (entity, NULL);
  kontor_record_set (record, entity->title, text);
  kontor_create_dialog_present (desk, GTK_WIDGET (self), record, NULL, NULL,
                                created_cb, g_object_ref (self), g_object_unref);
}

/* Searching -------------------------------------------------------------------------------- */

static void
show_offers (KontorLinkPicker *self)
{
  const KontorEntity *entity = kontor_entity_lookup (self->target);

  kontor_suggestions_clear (self->suggestions);
  for (guint i = 0; i < self->offers->len; i++)
    {
      KontorFound *found = g_ptr_array_index (self->offers, i);

      kontor_suggestions_add (self->suggestions, found->title, found->subtitle, NULL);
    }
  self->has_create = FALSE;
  if (self->can_create && kontor_link_picker_get_pending (self) != NULL && entity != NULL && (entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) == 0)
    {
      g_autofree char *words = g_strdup_printf (_("Create “%s”"), typed_text (self));

      kontor_suggestions_add (self->suggestions, words, _(entity->label), "list-add-symbolic");
      self->has_create = TRUE;
    }
  if (self->offers->len == 0 && !self->has_create)
    kontor_suggestions_tell (self->suggestions, _("Nothing found"));
  kontor_suggestions_show (self->suggestions);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorLinkPicker) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = kontor_search_finish (KONTOR_STORE (source), result, &error);

  if (found == NULL)
    {
      g_autofree char *words = kontor_error_describe (error);

      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          kontor_suggestions_tell (self->suggestions, words);
          kontor_suggestions_show (self->suggestions);
        }
      return;
    }
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  self->offers = g_steal_pointer (&found);
  g_clear_object (&self->search);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_offers (self);
}

static gboolean
search_cb (gpointer user_data)
{
  KontorLinkPicker *self = user_data;
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));
  KontorStore *store = desk != NULL ? kontor_desk_get_store (desk) : NULL;
  g_autofree char *narrowed = NULL;
  /* What is chosen already says nothing about what else there is. */
  const char *text = kontor_link_picker_get_pending (self) != NULL ? typed_text (self) : "";

  self->timeout = 0;
  if (store == NULL)
    {
      show_offers (self);
      return G_SOURCE_REMOVE;
    }
  self->search = g_cancellable_new ();
  g_signal_emit (self, signals[NARROW], 0, &narrowed);
  kontor_search_async (store, self->target, text, narrowed != NULL ? narrowed : self->condition != NULL ? self->condition : "{}", MAXIMUM_OFFERS, self->search,
                       found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkEditable *entry, KontorLinkPicker *self)
{
  if (self->showing || !self->editable)
    return;
  stop_search (self);
  if (*typed_text (self) == '\0')
    {
      kontor_suggestions_hide (self->suggestions);
      return;
    }
  self->timeout = g_timeout_add (TYPING_PAUSE_MILLISECONDS, search_cb, self);
}

static void
chosen_cb (KontorSuggestions *suggestions, guint index, KontorLinkPicker *self)
{
  if (index < self->offers->len)
    {
      KontorFound *found = g_ptr_array_index (self->offers, index);

      pick (self, found->id, found->title);
    }
  else if (self->has_create)
    {
      create_record (self);
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KontorLinkPicker *self)
{
  if (key == GDK_KEY_Return && (state & GDK_CONTROL_MASK) != 0)
    {
      open_linked (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape && kontor_link_picker_get_pending (self) != NULL)
    {
      stop_search (self);
      show_value (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Down && self->editable && !kontor_suggestions_is_shown (self->suggestions))
    {
      stop_search (self);
      search_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* An entry emptied on purpose clears the link. */
static void
settle (KontorLinkPicker *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (typed_text (self)));

  if (*typed == '\0' && self->identifier != NULL)
    pick (self, NULL, NULL);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, KontorLinkPicker *self)
{
  stop_search (self);
  kontor_suggestions_hide (self->suggestions);
  settle (self);
}

static void
activate_cb (GtkEntry *entry, KontorLinkPicker *self)
{
  settle (self);
}

static void
icon_pressed_cb (GtkEntry *entry, GtkEntryIconPosition position, KontorLinkPicker *self)
{
  open_linked (self);
}

static void
kontor_link_picker_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorLinkPicker *self = KONTOR_LINK_PICKER (object);

  switch (property)
    {
    case PROP_TARGET:
      g_value_set_string (value, self->target);
      break;
    case PROP_IDENTIFIER:
      g_value_set_string (value, self->identifier);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_CAN_CREATE:
      g_value_set_boolean (value, self->can_create);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_link_picker_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorLinkPicker *self = KONTOR_LINK_PICKER (object);

  switch (property)
    {
    case PROP_TARGET:
      kontor_replace_text (&self->target, g_value_get_string (value));
      break;
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      gtk_editable_set_editable (GTK_EDITABLE (self->entry), self->editable);
      break;
    case PROP_CAN_CREATE:
      self->can_create = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static gboolean
kontor_link_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KONTOR_LINK_PICKER (widget)->entry);
}

static void
kontor_link_picker_dispose (GObject *object)
{
  KontorLinkPicker *self = KONTOR_LINK_PICKER (object);
  GtkWidget *child;

  stop_search (self);
  g_clear_object (&self->suggestions);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->offers, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_link_picker_parent_class)->dispose (object);
}

static void
kontor_link_picker_finalize (GObject *object)
{
  KontorLinkPicker *self = KONTOR_LINK_PICKER (object);

  g_free (self->target);
  g_free (self->identifier);
  g_free (self->label);
  g_free (self->condition);

  G_OBJECT_CLASS (kontor_link_picker_parent_class)->finalize (object);
}

static void
kontor_link_picker_class_init (KontorLinkPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kontor_link_picker_get_property;
  object_class->set_property = kontor_link_picker_set_property;
  object_class->dispose = kontor_link_picker_dispose;
  object_class->finalize = kontor_link_picker_finalize;
  widget_class->grab_focus = kontor_link_picker_grab_focus;
  widget_class->focus = kontor_focus_children;

  properties[PROP_TARGET] = g_param_spec_string ("target", NULL, NULL, NULL, flags);
  properties[PROP_IDENTIFIER] = g_param_spec_string ("identifier", NULL, NULL, NULL,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  properties[PROP_CAN_CREATE] = g_param_spec_boolean ("can-create", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CREATE] = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, g_signal_accumulator_true_handled, NULL, NULL,
                                  G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
  signals[NARROW] = g_signal_new ("narrow", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_STRING, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "linkpicker");
}

static void
kontor_link_picker_init (KontorLinkPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editable = TRUE;
  self->can_create = TRUE;
  self->offers = g_ptr_array_new ();
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);

  /* The suggestions' keys come first: they were added last. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  self->suggestions = kontor_suggestions_new (GTK_WIDGET (self), GTK_EDITABLE (self->entry));
  g_signal_connect_object (self->suggestions, "chosen", G_CALLBACK (chosen_cb), self, 0);

  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->entry, "icon-press", G_CALLBACK (icon_pressed_cb), self);
}

GtkWidget *
kontor_link_picker_new (const char *target)
{
  return g_object_new (KONTOR_TYPE_LINK_PICKER, "target", target, NULL);
}

void
kontor_link_picker_set_value (KontorLinkPicker *self, const char *identifier, const char *label)
{
  g_return_if_fail (KONTOR_IS_LINK_PICKER (self));

  if (identifier != NULL && *identifier == '\0')
    identifier = NULL;
  if (kontor_replace_text (&self->identifier, identifier))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDENTIFIER]);
  kontor_replace_text (&self->label, identifier != NULL ? label : NULL);
  show_value (self);
}

const char *
kontor_link_picker_get_identifier (KontorLinkPicker *self)
{
  g_return_val_if_fail (KONTOR_IS_LINK_PICKER (self), NULL);
  return self->identifier;
}

const char *
kontor_link_picker_get_label (KontorLinkPicker *self)
{
  g_return_val_if_fail (KONTOR_IS_LINK_PICKER (self), NULL);
  return self->label;
}

const char *
kontor_link_picker_get_pending (KontorLinkPicker *self)
{
  const char *typed;

  g_return_val_if_fail (KONTOR_IS_LINK_PICKER (self), NULL);

  typed = typed_text (self);
  return *typed != '\0' && g_strcmp0 (typed, self->label) != 0 ? typed : NULL;
}

void
kontor_link_picker_set_condition (KontorLinkPicker *self, const char *condition)
{
  g_return_if_fail (KONTOR_IS_LINK_PICKER (self));
  kontor_replace_text (&self->condition, condition);
}

void
kontor_link_picker_set_placeholder (KontorLinkPicker *self, const char *placeholder)
{
  g_return_if_fail (KONTOR_IS_LINK_PICKER (self));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
}
