# Within namespaces of its own: sees the folders it is given and nothing else, has no network, no rights, no way to gain any.
# Arguments: an empty folder, setpriv, what setpriv shall change, the folders to show, --, the command.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 022
root=$1 setpriv=$2 identity=$3
shift 3
mount -t tmpfs -o size=1m,mode=755,nosuid,nodev none "$root"
while [ "$1" != -- ]; do
  if [ -L "$1" ]; then
    ln -s "$(readlink "$1")" "$root$1"
  else
    mkdir -p "$root$1"
    mount --rbind -o ro,nosuid,nodev "$1" "$root$1"
  fi
  shift
done
shift
touch "$root/setpriv"
mount --bind -o ro,nosuid,nodev "$setpriv" "$root/setpriv"
mount -o remount,bind,ro,nosuid,nodev "$root"
# shellcheck disable=SC2086
exec chroot "$root" /setpriv $identity --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs "$@"
