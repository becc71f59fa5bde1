#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/error.h"
#include "model/record-private.h"

static void
note_cb (KontorRecord *record, const char *field, GString *seen)
{
  g_string_append_printf (seen, "%s;", field);
}

/* Values by name, as the store reads them. */
static void
take (KontorRecord *record, gint64 version, const char *field, ...)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  guint n = kontor_entity_get_n_fields (entity);
  g_autofree const char **values = g_new0 (const char *, n);
  va_list list;

  for (guint i = 0; i < n; i++)
    values[i] = kontor_record_get_stored (record, entity->fields[i].name);
  va_start (list, field);
  for (; field != NULL; field = va_arg (list, const char *))
    values[kontor_entity_get_field_index (entity, field)] = va_arg (list, const char *);
  va_end (list);
  kontor_record_take_stored (record, version, values, NULL);
}

static void
test_new (void)
{
  g_autoptr (KontorRecord) partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  g_autofree char *changes = NULL;

  g_assert_cmpuint (strlen (kontor_record_get_id (partner)), ==, 36);
  g_assert_cmpint (kontor_record_get_version (partner), ==, 0);
  g_assert_false (kontor_record_is_dirty (partner));
  g_assert_cmpstr (kontor_record_get (partner, "kind"), ==, "company");

  kontor_record_set (partner, "name", "Siemens");
  g_assert_true (kontor_record_is_dirty (partner));
  g_assert_cmpstr (kontor_record_get_title (partner), ==, "Siemens");
  changes = kontor_record_changes_to_json (partner);
  g_assert_cmpstr (changes, ==, "{\"name\":\"Siemens\",\"kind\":\"company\",\"relations\":[\"client\"]}");
}

static void
test_required (void)
{
  g_autoptr (KontorRecord) partner = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  g_autoptr (KontorRecord) deal = kontor_record_new (kontor_entity_lookup ("deal"), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_record_validate (partner, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Name"));
  g_clear_error (&error);

  kontor_record_set (partner, "name", "Siemens");
  g_assert_true (kontor_record_validate (partner, &error));
  g_assert_no_error (error);

  /* R45: a lost deal has a reason. */
  kontor_record_set (deal, "name", "Pumps");
  kontor_record_set_link (deal, "partner_id", kontor_record_get_id (partner), "Siemens");
  g_assert_true (kontor_record_validate (deal, NULL));
  kontor_record_set (deal, "status", "lost");
  g_assert_false (kontor_record_validate (deal, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_dirty (void)
{
  g_autoptr (KontorRecord) deal = kontor_record_new_placeholder (kontor_entity_lookup ("deal"), NULL);
  g_autoptr (GString) seen = g_string_new (NULL);

  g_signal_connect (deal, "changed", G_CALLBACK (note_cb), seen);
  g_assert_false (kontor_record_is_loaded (deal));
  take (deal, 3, "name", "Pumps", "amount", "10.00", NULL);
  g_assert_true (kontor_record_is_loaded (deal));
  g_assert_cmpstr (seen->str, ==, ";");

  /* The same amount written otherwise is no change. */
  kontor_record_set (deal, "amount", "10");
  g_assert_false (kontor_record_is_dirty (deal));
  kontor_record_set (deal, "amount", "12");
  g_assert_true (kontor_record_is_field_dirty (deal, "amount"));
  g_assert_cmpstr (kontor_record_get_stored (deal, "amount"), ==, "10.00");
  kontor_record_set (deal, "amount", "10.0");
  g_assert_false (kontor_record_is_dirty (deal));

  kontor_record_set (deal, "name", "");
  g_assert_null (kontor_record_get (deal, "name"));
  kontor_record_revert (deal, NULL);
  g_assert_cmpstr (kontor_record_get (deal, "name"), ==, "Pumps");
  g_assert_false (kontor_record_is_dirty (deal));
}

/* D5: news of another field moves on; news of the same field keeps the base,
 * so that the server finds the conflict. */
static void
test_news_under_changes (void)
{
  g_autoptr (KontorRecord) deal = kontor_record_new_placeholder (kontor_entity_lookup ("deal"), NULL);

  take (deal, 1, "name", "Pumps", "next_step", "call", "interest", "pumps", NULL);
  kontor_record_set (deal, "name", "Pumps and pipes");

  take (deal, 2, "next_step", "visit", NULL);
  g_assert_cmpstr (kontor_record_get (deal, "next_step"), ==, "visit");
  g_assert_cmpstr (kontor_record_get (deal, "name"), ==, "Pumps and pipes");
  g_assert_cmpint (kontor_record_get_base_version (deal), ==, 2);

  take (deal, 3, "name", "Pumps for the harbour", NULL);
  g_assert_cmpstr (kontor_record_get (deal, "name"), ==, "Pumps and pipes");
  g_assert_cmpint (kontor_record_get_version (deal), ==, 3);
  g_assert_cmpint (kontor_record_get_base_version (deal), ==, 2);

  /* Later news do not hide it. */
  take (deal, 4, "interest", "pipes", NULL);
  g_assert_cmpint (kontor_record_get_base_version (deal), ==, 2);

  kontor_record_revert (deal, NULL);
  g_assert_cmpint (kontor_record_get_base_version (deal), ==, 4);
  g_assert_cmpstr (kontor_record_get (deal, "name"), ==, "Pumps for the harbour");
}

/* What is typed while a save is under way is not lost and not counted as saved. */
static void
test_typing_while_saving (void)
{
  g_autoptr (KontorRecord) deal = kontor_record_new_placeholder (kontor_entity_lookup ("deal"), NULL);

  take (deal, 1, "name", "Pumps", NULL);
  kontor_record_set (deal, "name", "Pumps 2");
  kontor_record_set (deal, "interest", "pumps");
  kontor_record_mark_sent (deal);
  kontor_record_set (deal, "name", "Pumps 23");
  kontor_record_mark_saved (deal, 2);

  g_assert_true (kontor_record_is_field_dirty (deal, "name"));
  g_assert_false (kontor_record_is_field_dirty (deal, "interest"));
  g_assert_cmpstr (kontor_record_get (deal, "name"), ==, "Pumps 23");
  g_assert_cmpstr (kontor_record_get_stored (deal, "name"), ==, "Pumps 2");
  g_assert_cmpint (kontor_record_get_base_version (deal), ==, 2);
}

static void
test_properties (void)
{
  g_autoptr (KontorRecord) source = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  g_autoptr (KontorRecord) target = kontor_record_new (kontor_entity_lookup ("partner"), NULL);
  g_autofree char *label = NULL;

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (source), ==, "KontorPartnerRecord");
  g_object_bind_property (source, "name", target, "name", G_BINDING_SYNC_CREATE);
  kontor_record_set (source, "name", "Siemens");
  g_assert_cmpstr (kontor_record_get (target, "name"), ==, "Siemens");

  kontor_record_set_link (source, "region_id", "00000000-0000-7000-8000-000000000001", "Bosna");
  g_object_get (source, "region_id-label", &label, NULL);
  g_assert_cmpstr (label, ==, "Bosna");
}

static void
test_changes (void)
{
  g_autoptr (KontorRecord) task = kontor_record_new_placeholder (kontor_entity_lookup ("task"), NULL);
  g_autofree char *changes = NULL;

  take (task, 1, "name", "Call", "checklist", "[]", "due_at", "2026-11-22 10:00:00+00", NULL);
  g_assert_null (kontor_record_changes_to_json (task));
  kontor_record_set (task, "checklist", "[{\"text\":\"a\",\"done\":true}]");
  kontor_record_set (task, "due_at", NULL);
  changes = kontor_record_changes_to_json (task);
  g_assert_cmpstr (changes, ==, "{\"due_at\":null,\"checklist\":[{\"text\":\"a\",\"done\":true}]}");
}

/* Every table is told well: names resolve, choices exist, titles are fields. */
static void
test_entities (void)
{
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    {
      const char *order = (*entity)->order;
      guint n_columns = 0;

      g_assert_nonnull (kontor_entity_find_field (*entity, (*entity)->title));
      g_assert_nonnull (kontor_entity_find_field (*entity, *order == '-' ? order + 1 : order));
      if ((*entity)->subtitle != NULL)
        g_assert_nonnull (kontor_entity_find_field (*entity, (*entity)->subtitle));
      for (const KontorField *field = (*entity)->fields; field->name != NULL; field++)
        {
          g_assert_nonnull (field->label);
          g_assert_cmpint (field->kind == KONTOR_FIELD_LINK, ==, field->target != NULL);
          g_assert_cmpint (field->kind == KONTOR_FIELD_CHOICE, ==, field->choices != NULL);
          if (field->target != NULL)
            g_assert_nonnull (kontor_entity_lookup (field->target));
          if (field->currency != NULL)
            g_assert_nonnull (kontor_entity_find_field (*entity, field->currency));
          n_columns += field->flags & KONTOR_FIELD_FLAG_LIST ? 1 : 0;
        }
      /* A list view stays quick with at most ten columns. */
      g_assert_cmpuint (n_columns, >=, 1);
      g_assert_cmpuint (n_columns, <=, 10);
      g_assert_true (g_type_is_a (kontor_entity_get_record_type (*entity), KONTOR_TYPE_RECORD));
    }

  g_assert_nonnull (kontor_entity_find_field (kontor_entity_lookup ("deal"), "partner_id.region_id.name"));
  g_assert_null (kontor_entity_find_field (kontor_entity_lookup ("deal"), "name.region_id"));
  g_assert_null (kontor_entity_find_field (kontor_entity_lookup ("deal"), "nothing"));
}

/* D5: what is being typed does not hide what others save into the same field. */
static void
test_typing (void)
{
  g_autoptr (KontorRecord) partner = kontor_record_new (kontor_entity_lookup ("partner"), "00000000-0000-7000-8000-000000000101");

  take (partner, 3, "name", "Siemens", "city", "Bonn", NULL);
  kontor_record_set_typing (partner, "city");
  take (partner, 4, "name", "Siemens AG", NULL);
  g_assert_cmpint (kontor_record_get_base_version (partner), ==, 4);
  take (partner, 5, "city", "Berlin", NULL);
  g_assert_cmpint (kontor_record_get_base_version (partner), ==, 4);
  kontor_record_set (partner, "city", "Ulm");
  kontor_record_set_typing (partner, NULL);
  g_assert_cmpint (kontor_record_get_base_version (partner), ==, 4);

  kontor_record_revert (partner, NULL);
  g_assert_cmpint (kontor_record_get_base_version (partner), ==, 5);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/new", test_new);
  g_test_add_func ("/record/required/R45", test_required);
  g_test_add_func ("/record/dirty", test_dirty);
  g_test_add_func ("/record/news-under-changes/D5", test_news_under_changes);
  g_test_add_func ("/record/typing-while-saving", test_typing_while_saving);
  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/changes", test_changes);
  g_test_add_func ("/record/entities", test_entities);
  g_test_add_func ("/record/R-D5-typing", test_typing);
  return g_test_run ();
}
