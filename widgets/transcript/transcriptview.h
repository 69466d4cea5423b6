// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/transcriptmodel.h"
#include "widgets/transcript/entrylayout.h"

#include <QAbstractItemView>
#include <QCache>
#include <QPointer>

namespace docket {

/**
 * The transcript as a virtual list: only what is seen is laid out, so that its length does not matter. It follows the
 * end
 * until somebody scrolls up, and again when the end is reached. Click or Space folds; Ctrl+C copies what is selected.
 */
class TranscriptView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit TranscriptView(TranscriptModel *model, QWidget *parent = nullptr);

    bool followsEnd() const { return m_follow; }
    void goToEnd();
    void setSearchText(const QString &text);
    /** Selects the next entry that holds the text; false if there is none. */
    bool findNext(bool backwards);
    void copySelection();

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void followsEndChanged(bool follows);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void updateGeometries() override;

private:
    int count() const { return m_model ? m_model->rowCount() : 0; }
    int topOf(int row) const;
    int rowAt(int y) const;
    /** The row at the top of the viewport and how far it is scrolled out; -1 while the end is followed. */
    std::pair<int, int> topRow() const;
    void keepTop(int row, int inside);
    int contentHeight() const { return topOf(count()); }
    const EntryLayout &layoutOf(int row);
    void measureVisible();
    void forgetHeights();
    void rowsChanged(int first, int last);
    void refresh();
    void setFollow(bool follow);
    EntryStyle entryStyle() const;

    QPointer<TranscriptModel> m_model;
    std::vector<int> m_heights;      ///< exact where m_measured
    std::vector<bool> m_measured;
    mutable std::vector<int> m_tops; ///< prefix sums, valid up to m_topsValid
    mutable int m_topsValid = 0;
    QCache<int, EntryLayout> m_layouts;
    QString m_search;
    QPoint m_pressed;
    bool m_follow = true;
    bool m_adjusting = false;
};

} // namespace docket
