#include "config.h"

#include "documents/envelope-window.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/envelope.h"
#include "draw/offer-source.h"
#include "kit/print-view.h"

struct _KontorEnvelopeWindow
{
  AdwWindow     parent_instance;

  KontorDesk   *desk;
  KontorResult *addresses;
  KontorResult *sender;
  GCancellable *cancellable;

  GtkWidget    *address;
  GtkWidget    *format;
  GtkWidget    *with_sender;
  GtkWidget    *zones;
  GtkWidget    *faults;
  GtkWidget    *fault_bar;
  GtkWidget    *print_view;
};

G_DEFINE_FINAL_TYPE (KontorEnvelopeWindow, kontor_envelope_window, ADW_TYPE_WINDOW)

static const KontorEnvelopeFormat *
get_format (KontorEnvelopeWindow *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format));

  return &kontor_envelope_list_formats ()[selected == GTK_INVALID_LIST_POSITION ? 0 : selected];
}

static void
zones_cb (cairo_t  *cr,
          gpointer  user_data)
{
  kontor_envelope_draw_zones (get_format (user_data), cr);
}

static void
show_faults (KontorEnvelopeWindow      *self,
             const KontorPostalAddress *address)
{
  g_auto(GStrv) faults = kontor_postal_address_list_faults (address);
  g_autofree char *list = g_strjoinv (", ", faults);
  g_autofree char *text = g_strdup_printf (_("The address lacks: %s"), list);

  gtk_label_set_text (GTK_LABEL (self->faults), text);
  gtk_widget_set_visible (self->fault_bar, faults[0] != NULL);
}

/* What there is not yet is neither printed nor saved. */
static void
take_document (KontorEnvelopeWindow *self,
               KontorDocument       *document)
{
  kontor_print_view_set_document (KONTOR_PRINT_VIEW (self->print_view), document);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "envelope.print", document != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "envelope.save-pdf", document != NULL);
}

static void
show_envelope (KontorEnvelopeWindow *self)
{
  KontorPrintView *view = KONTOR_PRINT_VIEW (self->print_view);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->address));
  g_autoptr(KontorDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  KontorPostalAddress recipient;
  KontorPostalAddress sender = { NULL };

  if (self->addresses == NULL || self->sender == NULL)
    return;
  if (selected >= kontor_result_get_n_rows (self->addresses))
    {
      kontor_print_view_set_message (view, _("There is no address yet. Add one on the client's card."));
      take_document (self, NULL);
      return;
    }
  kontor_postal_address_read (&recipient, self->addresses, selected);
  if (kontor_result_get_n_rows (self->sender) > 0)
    kontor_postal_address_read (&sender, self->sender, 0);
  show_faults (self, &recipient);
  document = kontor_envelope_layout (get_format (self), &recipient,
                                     gtk_switch_get_active (GTK_SWITCH (self->with_sender)) && sender.recipient != NULL
                                     ? &sender : NULL, sender.country, &error);
  kontor_print_view_set_overlay (view, gtk_switch_get_active (GTK_SWITCH (self->zones)) ? zones_cb : NULL, self);
  if (document == NULL)
    kontor_print_view_set_message (view, error->message);
  take_document (self, document);
}

static void
format_chosen_cb (KontorEnvelopeWindow *self)
{
  /* The format that is in the drawer is the format of next time too. */
  g_autofree char *json = g_strdup_printf ("\"%s\"", get_format (self)->name);

  kontor_desk_remember (self->desk, "envelope/format", json);
  show_envelope (self);
}

static void
fail (KontorEnvelopeWindow *self,
      const GError         *error)
{
  g_autofree char *words = kontor_error_describe (error);

  kontor_print_view_set_message (KONTOR_PRINT_VIEW (self->print_view), words);
}

static void
addresses_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(KontorEnvelopeWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  KontorResult *answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (self->cancellable == NULL)
    {
      g_clear_object (&answer);
      return;
    }
  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  self->addresses = answer;
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      KontorPostalAddress address;
      g_auto(GStrv) lines = NULL;
      g_autofree char *name = NULL;

      kontor_postal_address_read (&address, answer, i);
      lines = kontor_postal_address_to_lines (&address, address.country);
      name = g_strjoinv (", ", lines);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->address), G_LIST_MODEL (names));
  show_envelope (self);
}

static void
sender_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KontorEnvelopeWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  KontorResult *answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (self->cancellable == NULL)
    {
      g_clear_object (&answer);
      return;
    }
  self->sender = answer;
  if (self->sender == NULL)
    fail (self, error);
  else
    show_envelope (self);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  KontorEnvelopeWindow *self = KONTOR_ENVELOPE_WINDOW (widget);

  if (g_str_equal (name, "envelope.print"))
    kontor_print_view_print (KONTOR_PRINT_VIEW (self->print_view));
  else
    kontor_print_view_save_pdf (KONTOR_PRINT_VIEW (self->print_view));
}

static void
kontor_envelope_window_dispose (GObject *object)
{
  KontorEnvelopeWindow *self = KONTOR_ENVELOPE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->addresses);
  g_clear_object (&self->sender);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_envelope_window_parent_class)->dispose (object);
}

static void
kontor_envelope_window_class_init (KontorEnvelopeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_envelope_window_dispose;
  g_type_ensure (KONTOR_TYPE_PRINT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/documents/envelope-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, address);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, format);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, with_sender);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, zones);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, faults);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, fault_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopeWindow, print_view);
  gtk_widget_class_bind_template_callback (widget_class, show_envelope);
  gtk_widget_class_bind_template_callback (widget_class, format_chosen_cb);
  gtk_widget_class_install_action (widget_class, "envelope.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "envelope.save-pdf", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "envelope.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kontor_envelope_window_init (KontorEnvelopeWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  take_document (self, NULL);
}

KontorEnvelopeWindow *
kontor_envelope_window_open (KontorDesk *desk,
                             const char *entity,
                             const char *id)
{
  KontorEnvelopeWindow *self;
  KontorDatabase *database;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  const char *remembered;
  guint selected = 0;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_ENVELOPE_WINDOW, "transient-for", kontor_desk_get_window (desk), NULL);
  self->desk = g_object_ref (desk);
  remembered = kontor_desk_recall (desk, "envelope/format");
  for (const KontorEnvelopeFormat *format = kontor_envelope_list_formats (); format->name != NULL; format++)
    {
      const KontorPaper *paper = kontor_paper_lookup (format->name);
      g_autofree char *name = g_strdup_printf ("%s  (%.0f × %.0f mm)", paper->label, paper->width, paper->height);
      g_autofree char *json = g_strdup_printf ("\"%s\"", format->name);

      if (g_strcmp0 (remembered, json) == 0)
        selected = g_list_model_get_n_items (G_LIST_MODEL (names));
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->format), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->format), selected);
  g_signal_connect_object (self->format, "notify::selected", G_CALLBACK (format_chosen_cb), self, G_CONNECT_SWAPPED);

  database = kontor_desk_get_database (desk);
  if (database != NULL)
    {
      const char *params[] = { entity, id };

      kontor_database_query_async (database, KONTOR_LANE_FRONT, "print-address", params, 2, self->cancellable,
                                   addresses_cb, g_object_ref (self));
      kontor_database_query_async (database, KONTOR_LANE_FRONT, "print-sender", NULL, 0, self->cancellable,
                                   sender_cb, g_object_ref (self));
    }
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
