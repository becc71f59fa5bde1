#include "config.h"

#include "kit/gallery.h"

#include "kit/desk.h"
#include "kit/gallery-drawings.h"
#include "kit/gallery-pages.h"
#include "kit/kit.h"

typedef struct
{
  char      *name;
  GtkWidget *(*create) (void);
} Page;

static GArray *pages;

/* Developers' own words: not translated. */

static void
dark_cb (GtkToggleButton *button, gpointer user_data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      gtk_toggle_button_get_active (button) ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* A program neither turns nor grows while it runs, so its page is made anew. */
static void
remake (GtkListBox *list)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  gtk_list_box_unselect_all (list);
  gtk_list_box_select_row (list, row);
}

static void
large_cb (GtkToggleButton *button, GtkListBox *list)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                gtk_toggle_button_get_active (button) ? 144 * 1024 : 96 * 1024, NULL);
  remake (list);
}

static void
mirrored_cb (GtkToggleButton *button, GtkListBox *list)
{
  gtk_widget_set_default_direction (gtk_toggle_button_get_active (button) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  remake (list);
}

static void
comfortable_cb (GtkToggleButton *button, GtkWidget *window)
{
  if (gtk_toggle_button_get_active (button))
    gtk_widget_add_css_class (window, "comfortable");
  else
    gtk_widget_remove_css_class (window, "comfortable");
}

static GtkWidget *
make_toggle (const char *label, GCallback callback, GtkWidget *changed)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_signal_connect (button, "toggled", callback, changed);
  return button;
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, AdwBin *place)
{
  Page *page;

  if (row == NULL)
    return;
  page = &g_array_index (pages, Page, gtk_list_box_row_get_index (row));
  adw_bin_set_child (place, page->create ());
}

void
kontor_gallery_add (const char *name, GtkWidget *(*create) (void))
{
  Page page = { g_strdup (name), create };

  if (pages == NULL)
    pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_append_val (pages, page);
}

GtkWindow *
kontor_gallery_new (AdwApplication *application)
{
  GtkWidget *window, *box, *header, *body, *list, *place, *overlay, *side;
  g_autoptr(KontorDesk) desk = kontor_desk_new (NULL);

  kontor_kit_init ();
  kontor_gallery_add_pages ();
  kontor_gallery_add_drawings ();

  window = adw_application_window_new (GTK_APPLICATION (application));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  header = adw_header_bar_new ();
  body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  list = gtk_list_box_new ();
  place = adw_bin_new ();
  overlay = adw_toast_overlay_new ();
  side = gtk_scrolled_window_new ();

  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_toggle ("Dark", G_CALLBACK (dark_cb), window));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_toggle ("Large text", G_CALLBACK (large_cb), list));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_toggle ("Right to left", G_CALLBACK (mirrored_cb), list));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_toggle ("Comfortable", G_CALLBACK (comfortable_cb), window));

  gtk_widget_add_css_class (list, "navigation-sidebar");
  for (guint i = 0; i < pages->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_array_index (pages, Page, i).name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
    }
  gtk_widget_set_hexpand (place, TRUE);
  g_signal_connect (list, "row-selected", G_CALLBACK (row_selected_cb), place);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (side), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (side), list);
  gtk_widget_set_size_request (side, 200, -1);
  gtk_box_append (GTK_BOX (body), side);
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), place);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), body);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_title (GTK_WINDOW (window), "Kontor: the kit");
  kontor_desk_set_window (desk, GTK_WINDOW (window), ADW_TOAST_OVERLAY (overlay));
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  return GTK_WINDOW (window);
}
