// Keys of the review form. The page does all it does without this: every key only does what a control of the page does.
const form = document.querySelector("form[data-review]");

function isWriting(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=radio])");
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
  return link !== null;
}

function act(key) {
  if (key === "j") return follow("a[data-next]");
  if (key === "k") return follow("a[data-previous]");
  if (!form) return false;
  if (key === "r") {
    form.querySelector("[data-reason]").focus();
    return true;
  }
  const choice = /^[1-9]$/.test(key) && form.querySelector(`input[data-key="${key}"]`);
  if (!choice) return false;
  choice.checked = true;
  choice.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  // Whoever is choosing a Chinese character is writing it, whatever the key.
  if (event.isComposing || event.defaultPrevented) return;
  const inForm = form && form.contains(event.target);
  if (event.key === "Enter" && event.ctrlKey) {
    if (!form || (isWriting(event.target) && !inForm)) return;
    event.preventDefault();
    if (!event.repeat) form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (isWriting(event.target)) {
    if (event.key === "Escape" && inForm) event.target.blur();
    return;
  }
  if (act(event.key)) event.preventDefault();
});
