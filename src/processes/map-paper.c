#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "draw/route-map-document.h"
#include "kit/desk.h"
#include "kit/print-view.h"
#include "processes/map-fields.h"
#include "processes/map-paper.h"

typedef struct
{
  KontorMap             *map;
  KontorMapChoices      *choices;
  KontorRouteMapPicture *picture;
  char                  *title;
  char                  *version;
  GtkWidget             *view;
  GtkWidget             *what;
  GtkWidget             *black;
} Paper;

enum
{
  ONE_PAGE,
  MANY_PAGES,
  DOCUMENTATION,
};

static void
paper_free (Paper *self)
{
  g_object_unref (self->map);
  g_object_unref (self->choices);
  g_object_unref (self->picture);
  g_free (self->title);
  g_free (self->version);
  g_free (self);
}

static char *
describe (const KontorMapProperty *property, JsonNode *value, gpointer choices)
{
  return kontor_map_choices_describe (choices, property, value);
}

static void
show (Paper *self)
{
  KontorMapPaperWords words = { self->title, self->version, NULL, describe, self->choices };
  gboolean black = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->black));
  double x, y, width, height;
  g_autoptr (KontorDocument) document = NULL;

  kontor_route_map_picture_set_tone (self->picture, black ? KONTOR_MAP_TONE_PRINT : KONTOR_MAP_TONE_LIGHT);
  kontor_map_get_bounds (self->map, &x, &y, &width, &height);
  switch (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)))
    {
    case ONE_PAGE:
      document = kontor_route_map_pages (self->picture, self->map, &words, 0, width > height);
      break;
    case MANY_PAGES:
      document = kontor_route_map_pages (self->picture, self->map, &words, 1, width > height);
      break;
    case DOCUMENTATION:
    default:
      document = kontor_route_map_document (self->picture, self->map, &words);
      break;
    }
  kontor_print_view_set_document (KONTOR_PRINT_VIEW (self->view), document);
}

/* How large a page can be shown is known once there is a place for it. */
static gboolean
fit_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  if (gtk_widget_get_width (view) <= 1)
    return G_SOURCE_CONTINUE;
  gtk_widget_activate_action (view, "print-view.zoom-fit", NULL);
  return G_SOURCE_REMOVE;
}

GtkWindow *
kontor_map_paper_open (GtkWidget *parent, KontorMap *map, KontorMapView *view, KontorMapChoices *choices,
                       const char *title, const char *version)
{
  const char *labels[] = { _("The drawing on one page"), _("The drawing at natural size, over several pages"),
                           _("The written documentation"), NULL };
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *save, *print;
  g_autofree char *heading = g_strdup_printf (_("%s on paper"), title);
  Paper *self = g_new0 (Paper, 1);

  self->map = g_object_ref (map);
  self->choices = g_object_ref (choices);
  self->picture = kontor_route_map_picture_copy (kontor_map_view_get_picture (view), KONTOR_MAP_TONE_LIGHT);
  self->title = g_strdup (title);
  self->version = g_strdup (version);
  self->view = kontor_print_view_new ();
  self->what = kontor_narrow_drop_down_new (labels);
  self->black = gtk_check_button_new_with_mnemonic (_("_Black and white"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->what), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is put on paper"), -1);
  gtk_widget_set_size_request (self->what, 340, -1);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->black, "toggled", G_CALLBACK (show), self);
  gtk_box_append (GTK_BOX (line), self->what);
  gtk_box_append (GTK_BOX (line), self->black);
  gtk_widget_set_hexpand (self->black, TRUE);
  gtk_widget_set_halign (self->black, GTK_ALIGN_START);
  save = gtk_button_new_with_mnemonic (_("_Save as PDF…"));
  print = gtk_button_new_with_mnemonic (_("_Print…"));
  gtk_widget_add_css_class (print, "suggested-action");
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (kontor_print_view_save_pdf), self->view);
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (kontor_print_view_print), self->view);
  gtk_box_append (GTK_BOX (line), save);
  gtk_box_append (GTK_BOX (line), print);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_widget_set_vexpand (self->view, TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->view);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), heading);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 680);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  g_object_set_data_full (G_OBJECT (window), "paper", self, (GDestroyNotify) paper_free);
  show (self);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_add_tick_callback (self->view, fit_cb, NULL, NULL);
  return GTK_WINDOW (window);
}
