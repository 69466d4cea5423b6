#include "tea.h"

#include <cstdlib>
#include <iostream>

using namespace teatime;

int main(int count, char **arguments)
{
    if (count < 2) {
        std::cout << "Usage: teatime TEA [CUPS]\n";
        for (const Tea &tea : teas())
            std::cout << "  " << tea.name << '\n';
        return 0;
    }
    const auto tea = findTea(arguments[1]);
    if (!tea) {
        std::cerr << "There is no tea called " << arguments[1] << ".\n";
        return 1;
    }
    const int cups = count > 2 ? std::atoi(arguments[2]) : 1;
    std::cout << tea->name << " tea";
    if (cups > 1)
        std::cout << " for " << cups << " cups";
    std::cout << ": " << tea->celsius << " °C, " << formatDuration(secondsForCups(*tea, cups)) << '\n';
    return 0;
}
