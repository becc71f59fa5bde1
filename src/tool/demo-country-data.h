#pragma once

#include "tool/demo-country.h"

/* The lists of each part of the world, for demo-country.c only. */
extern const KontorDemoCountry kontor_demo_bosnia;
extern const KontorDemoCountry kontor_demo_serbia;
extern const KontorDemoCountry kontor_demo_montenegro;
extern const KontorDemoCountry kontor_demo_croatia;
extern const KontorDemoCountry kontor_demo_turkey;
extern const KontorDemoCountry kontor_demo_russia;
extern const KontorDemoCountry kontor_demo_germany;
extern const KontorDemoCountry kontor_demo_austria;
extern const KontorDemoCountry kontor_demo_britain;
