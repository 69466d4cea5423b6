// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/surfacegeometry.h"

#include <QRandomGenerator>
#include <QTest>

using docket::SurfaceGeometry;

class TestSurfaceGeometry : public QObject
{
    Q_OBJECT

    SurfaceGeometry three()
    {
        SurfaceGeometry geometry;
        geometry.reset(3, {20, 30, 10, 0});
        geometry.setFile(0, 4, {{2, 50}});
        geometry.setFile(2, 2, {});
        return geometry;
    }

private Q_SLOTS:
    void headersRowsExtrasAndGapsAddUp()
    {
        const SurfaceGeometry geometry = three();
        QCOMPARE(geometry.fileTop(1), 30 + 3 * 20 + 50 + 10);
        QCOMPARE(geometry.fileTop(2), geometry.fileTop(1) + 40);
        QCOMPARE(geometry.totalHeight(), geometry.fileTop(2) + 60);
        QCOMPARE(geometry.rowTop(0, 3), 30 + 20 + 20 + 50);
        QCOMPARE(geometry.rowHeight(0, 2), 70);
        QCOMPARE(geometry.rowHeight(0, 3), 20);
        QCOMPARE(geometry.rowHeight(0, 0), 30);
    }

    void everyPixelBelongsToTheRowThatCoversIt()
    {
        SurfaceGeometry geometry;
        QRandomGenerator random(7);
        geometry.reset(20, {17, 31, 9, 40});
        for (int file = 0; file < 20; ++file) {
            const int rows = 1 + int(random.bounded(30));
            std::vector<SurfaceGeometry::Extra> extras;
            for (int row = 0; row < rows; ++row) {
                if (random.bounded(4) == 0)
                    extras.push_back({row, 1 + int(random.bounded(90))});
            }
            geometry.setFile(file, rows, extras);
        }
        auto place = geometry.at(0);
        QCOMPARE(place.file, 0);
        QCOMPARE(place.row, 0);
        for (; place.isValid(); place = geometry.next(place)) {
            QCOMPARE(geometry.rowTop(place.file, place.row), place.top);
            for (const qint64 y : {place.top, place.top + place.height - 1}) {
                QCOMPARE(geometry.at(y).file, place.file);
                QCOMPARE(geometry.at(y).row, place.row);
            }
        }
    }

    void outsideIsTheNearestRow()
    {
        const SurfaceGeometry geometry = three();
        QCOMPARE(geometry.at(-50).row, 0);
        QCOMPARE(geometry.at(1'000'000).file, 2);
        QCOMPARE(geometry.at(1'000'000).row, 1);
        QCOMPARE(geometry.at(geometry.fileTop(1) - 1).file, 0);
    }

    void theGapBelongsToTheLastRowButIsNotPartOfIt()
    {
        const SurfaceGeometry geometry = three();
        const auto last = geometry.place(0, 3);
        QCOMPARE(last.top + last.height, geometry.fileTop(1) - 10);
        QCOMPARE(geometry.next(last).file, 1);
    }

    void nothingHasNoPlace()
    {
        SurfaceGeometry geometry;
        geometry.reset(0, {});
        QVERIFY(!geometry.at(5).isValid());
        QCOMPARE(geometry.totalHeight(), 0);
    }

    void roomAboveTheFirstFileMovesAll()
    {
        SurfaceGeometry geometry = three();
        geometry.setTop(100);
        QCOMPARE(geometry.rowTop(0, 0), 100);
        QCOMPARE(geometry.at(50).row, 0);
    }
};

QTEST_GUILESS_MAIN(TestSurfaceGeometry)
#include "tst_surfacegeometry.moc"
