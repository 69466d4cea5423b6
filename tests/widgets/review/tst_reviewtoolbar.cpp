// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The bar above a review where room is short: nothing is cut off, nothing is lost, and the window is not pushed wider.

#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/evidencestrip.h"
#include "widgets/review/reviewtoolbar.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

const ObjectId tree{"7e57"};

TaskRecord recordWith(const QList<std::pair<QString, CheckOutcome>> &checks)
{
    TaskRecord record;
    for (const auto &[name, outcome] : checks) {
        Evidence evidence;
        evidence.id = EvidenceId{record.evidence.size() + 1};
        evidence.check = name;
        evidence.tree = tree;
        evidence.outcome = outcome;
        evidence.durationMs = 1200;
        record.evidence += evidence;
    }
    return record;
}

} // namespace

class TestReviewToolBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksStandSideBySideWhereThereIsRoomAndTogetherWhereNot()
    {
        EvidenceStrip strip;
        strip.setRecord(recordWith({{u"build"_s, CheckOutcome::Passed},
                                    {u"a check with a long name"_s, CheckOutcome::Failed},
                                    {u"lint"_s, CheckOutcome::Passed}}),
                        tree);
        strip.resize(strip.sizeHint());
        strip.show();
        auto *together = strip.findChild<QAbstractButton *>(u"checksTogether"_s);
        QVERIFY(strip.findChild<QAbstractButton *>(u"check-lint"_s)->isVisible());
        QVERIFY(!together->isVisible());

        strip.resize(strip.minimumSizeHint());
        QVERIFY(strip.minimumSizeHint().width() < strip.sizeHint().width());
        QVERIFY(!strip.findChild<QAbstractButton *>(u"check-lint"_s)->isVisible());
        QVERIFY(together->isVisible());
        QTRY_VERIFY(together->width() >= together->sizeHint().width());
        QVERIFY(together->toolTip().contains(u"a check with a long name"_s));

        QSignalSpy asked(&strip, &EvidenceStrip::logRequested);
        QTest::mouseClick(together, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<EvidenceId>(), EvidenceId{2}); // what did not pass is looked at first
    }

    void noChoiceIsCutOffAndSwitchesWithoutRoomAreInTheMenu()
    {
        DiffView view;
        ReviewToolBar bar(&view);
        bar.setRanges({u"All changes, round 2"_s, u"Only round 2"_s, u"All changes as of round 1"_s});
        bar.setProgress(u"+53  −0"_s);
        bar.evidence()->setRecord(recordWith({{u"build"_s, CheckOutcome::Passed}, {u"tests"_s, CheckOutcome::Passed}}),
                                  tree);
        bar.resize(1800, 40);
        bar.show();
        auto *wrap = bar.findChild<QToolButton *>(u"diffWrapButton"_s);
        auto *more = bar.findChild<QToolButton *>(u"qt_toolbar_ext_button"_s);
        QVERIFY(wrap->isVisible());
        QVERIFY(!more->isVisible());

        bar.resize(620, 40);
        QTRY_VERIFY(more->isVisible());
        QVERIFY(!more->accessibleName().isEmpty());
        QVERIFY(!wrap->isVisible());
        for (const auto *choice : bar.findChildren<QComboBox *>())
            QVERIFY(!choice->isVisible() || choice->width() >= choice->sizeHint().width());
        QVERIFY(bar.minimumSizeHint().width() < 500);
        QVERIFY(more->menu());
        Q_EMIT more->menu()->aboutToShow();
        QVERIFY(more->menu()->actions().contains(view.actionList()->find(u"diffWrap"_s)));
    }
};

QTEST_MAIN(TestReviewToolBar)
#include "tst_reviewtoolbar.moc"
