// Copy what the button was given; where the browser has no clipboard for this page, select it in a field and copy that.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const label = button.querySelector("b");
  label.textContent = data.label;
  const copyFromField = () => {
    const field = document.createElement("textarea");
    field.value = data.text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {
      copyFromField();
    }
    label.textContent = data.done;
    setTimeout(() => (label.textContent = data.label), 2000);
  };
}
