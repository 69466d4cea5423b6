#include "tea.h"

#include <algorithm>
#include <cctype>

namespace teatime {

namespace {

bool sameName(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

} // namespace

const std::vector<Tea> &teas()
{
    static const std::vector<Tea> all = {
        {"Green", 75, 150},
        {"Black", 95, 240},
        {"Rooibos", 100, 420},
        {"Peppermint", 100, 480},
    };
    return all;
}

std::optional<Tea> findTea(std::string_view name)
{
    for (const Tea &tea : teas()) {
        if (sameName(tea.name, name))
            return tea;
    }
    return std::nullopt;
}

int secondsForCups(const Tea &tea, int cups)
{
    return tea.seconds + (cups - 1) * 20;
}

std::string formatDuration(int seconds)
{
    return std::to_string(seconds) + " s";
}

} // namespace teatime
