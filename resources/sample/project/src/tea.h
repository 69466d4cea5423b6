// Teas, and how long they want.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace teatime {

struct Tea
{
    std::string name;
    int celsius;
    int seconds; // for one cup
};

const std::vector<Tea> &teas();

// By name, whatever its case.
std::optional<Tea> findTea(std::string_view name);

// A pot draws a little longer than a cup: 20 s for each further one.
int secondsForCups(const Tea &tea, int cups);

std::string formatDuration(int seconds);

} // namespace teatime
