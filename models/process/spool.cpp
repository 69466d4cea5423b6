// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/spool.h"

#include <cerrno>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bufferBytes = 64 * 1024;

Error fileError(const QFile &file)
{
    // QFile folds most causes into one; errno of the call that just failed is still there.
    if (errno == ENOSPC || errno == EDQUOT || file.error() == QFile::ResourceError)
        return {ErrorCode::DiskFull, u"The disk is full. Free some space; the run's log ends here."_s, file.fileName()};
    if (errno == EROFS)
        return {ErrorCode::ReadOnly, u"The log cannot be written: the file system is read-only."_s, file.fileName()};
    return {ErrorCode::Io, u"The log cannot be written: %1."_s.arg(file.errorString()), file.fileName()};
}

} // namespace

Spool::~Spool()
{
    if (m_file.isOpen())
        (void)close();
}

Result<void> Spool::open(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                     QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        m_status = std::unexpected(fileError(m_file));
        return m_status;
    }
    m_size = m_file.size();
    return {};
}

void Spool::append(QByteArrayView bytes)
{
    if (!m_file.isOpen() || !m_status || bytes.isEmpty())
        return;
    if (hasDropped()) {
        m_dropped += bytes.size();
        return;
    }
    const qint64 room = m_cap - m_size;
    if (bytes.size() > room) {
        const qsizetype fitting = room > 0 ? bytes.first(room).lastIndexOf('\n') + 1 : 0;
        m_dropped += bytes.size() - fitting;
        bytes = bytes.first(fitting);
    }
    if (bytes.isEmpty())
        return;
    m_size += bytes.size();
    m_endsLine = bytes.back() == '\n';
    if (m_buffer.size() + bytes.size() < bufferBytes) {
        m_buffer.append(bytes);
        return;
    }
    // A large piece goes past the buffer, which keeps the size that it once grew to.
    if (flush())
        write(bytes);
}

void Spool::write(QByteArrayView bytes)
{
    while (m_status && !bytes.isEmpty()) {
        errno = 0;
        const qint64 written = m_file.write(bytes.data(), bytes.size());
        if (written <= 0)
            m_status = std::unexpected(fileError(m_file));
        else
            bytes = bytes.sliced(written);
    }
}

Result<void> Spool::flush()
{
    write(m_buffer);
    m_buffer.resize(0); // its memory stays
    return m_status;
}

Result<void> Spool::close()
{
    if (hasDropped() && m_status && m_file.isOpen()) {
        const QByteArray before = m_size > 0 && !m_endsLine ? "\n" : "";
        m_buffer += before + "[docket] " + QByteArray::number(m_dropped) + " bytes beyond the limit of "
            + QByteArray::number(m_cap) + " bytes are not kept.\n";
    }
    const auto status = flush();
    m_file.close();
    return status;
}

} // namespace docket
