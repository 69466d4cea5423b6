// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/difffilesmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace docket {

/** The files of the change beside the surface: folders, status, counts, what was viewed; with a box to filter by. */
class FileTreePanel : public QWidget
{
    Q_OBJECT

public:
    explicit FileTreePanel(DiffFilesModel *model, QWidget *parent = nullptr);

    /** Marks the file as the one being read. */
    void setCurrentFile(int file);
    QTreeView *tree() const { return m_tree; }
    QLineEdit *filter() const { return m_filter; }

Q_SIGNALS:
    void fileChosen(int file);
    void viewedToggled(int file, bool viewed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void afterReset();
    void updateSummary();

    DiffFilesModel *m_model;
    QTreeView *m_tree;
    QLineEdit *m_filter;
    QLabel *m_summary;
    int m_current = -1;
    bool m_isFollowing = false;
};

} // namespace docket
