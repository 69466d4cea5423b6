// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/gotodialog.h"

#include "items/fuzzy.h"
#include "widgets/review/rowtext.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace docket {

namespace {
constexpr int MaxShown = 200;
} // namespace

GoToDialog::Wish GoToDialog::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    const qsizetype colon = trimmed.lastIndexOf(u':');
    bool isNumber = false;
    const int number = QStringView(trimmed).sliced(colon + 1).toInt(&isNumber);
    if (!isNumber || number < 1)
        return {colon >= 0 && colon + 1 == trimmed.size() ? trimmed.left(colon) : trimmed, -1};
    return {trimmed.left(std::max<qsizetype>(0, colon)), number - 1};
}

GoToDialog::GoToDialog(const diff::DiffDocument &document, int currentFile, QWidget *parent)
    : QDialog(parent), m_currentFile(currentFile), m_field(new QLineEdit), m_list(new QListWidget)
{
    setObjectName(u"goToDialog"_s);
    setWindowTitle(tr("Go to a file or line"));
    setAttribute(Qt::WA_DeleteOnClose);
    for (const diff::FileEntry &entry : document.entries())
        m_paths += RowText::path(entry.path());
    m_field->setObjectName(u"goToField"_s);
    m_field->setAccessibleName(tr("File, or line, or both"));
    m_field->setPlaceholderText(tr("Letters of a file, :line, or file:line"));
    m_field->installEventFilter(this);
    m_list->setObjectName(u"goToList"_s);
    m_list->setAccessibleName(tr("Files found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    resize(560, 360);
    connect(m_field, &QLineEdit::textChanged, this, &GoToDialog::fill);
    connect(m_list, &QListWidget::itemActivated, this, &GoToDialog::choose);
    connect(m_list, &QListWidget::itemClicked, this, &GoToDialog::choose);
    fill();
}

void GoToDialog::fill()
{
    const Wish wish = parse(m_field->text());
    struct Found { int file; int score; };
    std::vector<Found> found;
    for (int file = 0; file < int(m_paths.size()); ++file) {
        if (wish.file.isEmpty() ? wish.line < 0 || file == m_currentFile : false)
            found.push_back({file, 0});
        else if (const auto match = wish.file.isEmpty() ? std::nullopt : fuzzyMatch(wish.file, m_paths[file]))
            found.push_back({file, match->score});
    }
    std::ranges::stable_sort(found, std::greater(), &Found::score);
    found.resize(std::min<size_t>(found.size(), MaxShown));
    m_list->clear();
    for (const Found &each : found) {
        auto *item = new QListWidgetItem(
            wish.line < 0 ? m_paths[each.file] : tr("%1, line %2").arg(m_paths[each.file]).arg(wish.line + 1), m_list);
        item->setData(Qt::UserRole, each.file);
    }
    m_list->setCurrentRow(0);
}

void GoToDialog::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const int file = item->data(Qt::UserRole).toInt();
    const int line = parse(m_field->text()).line;
    accept();
    Q_EMIT chosen(file, line);
}

bool GoToDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown: QCoreApplication::sendEvent(m_list, event); return true;
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace docket
