#include "tool/demo-country-data.h"

static const KontorDemoCountry * const countries[] = {
  &kontor_demo_bosnia, &kontor_demo_serbia, &kontor_demo_montenegro, &kontor_demo_croatia,
  &kontor_demo_russia, &kontor_demo_turkey,
  &kontor_demo_germany, &kontor_demo_austria, &kontor_demo_britain
};

guint
kontor_demo_country_count (void)
{
  return G_N_ELEMENTS (countries);
}

const KontorDemoCountry *
kontor_demo_country_get (guint index)
{
  return countries[index];
}
