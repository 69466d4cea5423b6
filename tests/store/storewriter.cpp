// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes to a store until it is killed. Each line on standard output is a promise: "EVENT HASHHEAD RANK" was
// acknowledged.

#include "storesteps.h"

#include <cstdio>

using namespace docket;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const SystemClock clock;
    auto store = Store::open(QString::fromLocal8Bit(argv[1]), clock, u"storewriter"_s);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().text()));
        return 1;
    }
    std::printf("open\n");
    std::fflush(stdout);
    int rank = QByteArray(argv[2]).toInt();
    for (;;) {
        docket::test::StoreWay way(**store);
        if (!way.toReview())
            return 1;
        for (int n = 0; n < 20; ++n) {
            if (!way.go(events::RankSet{double(++rank)}))
                return 1;
            std::printf("%lld %lld %d\n", static_cast<long long>(way.last->event.id.value),
                        static_cast<long long>(way.id.value), rank);
            std::fflush(stdout);
        }
    }
}
