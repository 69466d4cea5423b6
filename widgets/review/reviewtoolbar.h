// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QComboBox;
class QLabel;

namespace docket {

class DiffView;
class EvidenceStrip;

/**
 * What is compared, how it is shown, and how the checks went, in one row above a review. It never asks for more room
 * than there is: checks become one chip, and switches that find no place move into the menu at its end.
 */
class ReviewToolBar : public QToolBar
{
    Q_OBJECT

public:
    /** The switches are actions of the view, which must outlive the bar. */
    explicit ReviewToolBar(DiffView *view, QWidget *parent = nullptr);

    EvidenceStrip *evidence() const { return m_evidence; }
    /** What can be compared, in the person's words; hidden where there is no choice. */
    void setRanges(const QStringList &names);
    void setCurrentRange(int index);
    void setEvidenceVisible(bool visible);
    void setSinceLookVisible(bool visible);
    void setProgress(const QString &text);

Q_SIGNALS:
    void rangeChosen(int index);
    /** `whitespace`: a diff::Whitespace. */
    void whitespaceChosen(int whitespace);

private:
    QComboBox *addChoice(const QString &name, const QString &accessibleName);
    void addSwitch(const QString &actionName, const QString &text, const QString &iconName = {});

    DiffView *m_view;
    EvidenceStrip *m_evidence;
    QComboBox *m_ranges;
    QComboBox *m_modes;
    QComboBox *m_whitespace;
    QLabel *m_progress;
    QAction *m_rangesPlace = nullptr; ///< a tool bar shows and hides its widgets by their actions
    QAction *m_sinceLookPlace = nullptr;
    QAction *m_evidencePlace = nullptr;
};

} // namespace docket
