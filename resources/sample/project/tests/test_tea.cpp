#include "tea.h"

#include <iostream>

using namespace teatime;

static int failures = 0;

#define CHECK(condition)                                                              \
    do {                                                                              \
        if (!(condition)) {                                                           \
            std::cerr << __FILE__ << ':' << __LINE__ << ": " << #condition << '\n';   \
            ++failures;                                                               \
        }                                                                             \
    } while (false)

static void teasAreFoundWhateverTheirCase()
{
    CHECK(findTea("green").has_value());
    CHECK(findTea("ROOIBOS").has_value());
    CHECK(!findTea("coffee").has_value());
}

static void aPotDrawsLongerThanACup()
{
    const Tea tea = *findTea("green");
    CHECK(secondsForCups(tea, 1) == 150);
    CHECK(secondsForCups(tea, 3) == 190);
    CHECK(secondsForCups(tea, 1) < secondsForCups(tea, 2));
}

static void durationsHaveAUnit()
{
    CHECK(formatDuration(45) == "45 s");
}

int main()
{
    teasAreFoundWhateverTheirCase();
    aPotDrawsLongerThanACup();
    durationsHaveAUnit();
    if (failures == 0)
        std::cout << "all good\n";
    return failures == 0 ? 0 : 1;
}
