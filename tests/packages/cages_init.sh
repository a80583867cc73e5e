#!/bin/bash
# The first process of a machine whose packages were only unpacked: what a test needs is set up, the
# story is told on the console, and the machine is switched off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
exec </dev/null >/dev/console 2>&1
chmod 1777 /tmp
mkdir -p /dev/shm /dev/pts
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devpts devpts /dev/pts
for folder in /dev/shm /run; do mount -t tmpfs tmpfs $folder; done
# What the scripts of the packages would have done.
cp /usr/share/base-passwd/passwd.master /etc/passwd
cp /usr/share/base-passwd/group.master /etc/group
ln -sf mawk /usr/bin/awk
printf '%s\n' /usr/lib/*/blas /usr/lib/*/lapack >>/etc/ld.so.conf.d/alternatives.conf
ldconfig
/story/story.sh 2>&1 | sed -u 's/^/story.sh[1]: /'
sync
echo o >/proc/sysrq-trigger
sleep 60
