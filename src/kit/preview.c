#include "config.h"

#include "kit/preview.h"

#include <glib/gi18n.h>

#include "kit/feed.h"
#include "kit/form.h"

static void
open_cb (GtkButton *button, KontorRecord *record)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (button));

  if (desk != NULL)
    kontor_desk_open_record (desk, kontor_record_get_entity (record)->name, kontor_record_get_id (record));
}

static GtkWidget *
make_feed (KontorDesk *desk, KontorRecord *record)
{
  const char *entity = kontor_record_get_entity (record)->name;
  GtkWidget *feed;

  if (!g_str_equal (entity, "partner") && !g_str_equal (entity, "deal"))
    return NULL;
  feed = kontor_feed_new (desk);
  kontor_feed_set_subject (KONTOR_FEED (feed),
                           g_str_equal (entity, "partner") ? kontor_record_get_id (record) : NULL,
                           g_str_equal (entity, "deal") ? kontor_record_get_id (record) : NULL);
  gtk_widget_set_size_request (feed, -1, 280);
  return feed;
}

GtkWidget *
kontor_preview_new (KontorDesk *desk, KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *strong = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (kontor_record_get_title (record));
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Open"));
  GtkWidget *form = kontor_form_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *feed = make_feed (desk, record);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (title), 3);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "title-4");
  gtk_widget_set_valign (open, GTK_ALIGN_START);
  g_signal_connect_data (open, "clicked", G_CALLBACK (open_cb), g_object_ref (record), (GClosureNotify) g_object_unref, 0);
  gtk_box_append (GTK_BOX (strong), title);
  gtk_box_append (GTK_BOX (strong), open);

  g_object_set (form, "columns", 1,
                "read-only", (entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) != 0, NULL);
  kontor_form_set_record (KONTOR_FORM (form), record);

  gtk_widget_add_css_class (box, "preview");
  gtk_box_append (GTK_BOX (box), strong);
  gtk_box_append (GTK_BOX (box), form);
  if (feed != NULL)
    {
      GtkWidget *heading = gtk_label_new (_("What happened"));

      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "group-heading");
      gtk_box_append (GTK_BOX (box), heading);
      gtk_box_append (GTK_BOX (box), feed);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}
